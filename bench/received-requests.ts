import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import { type AddressInfo, connect } from 'node:net';

/** The other fields that a browser sends. */
const BROWSER_FIELDS = [
  'Host: api.example.com',
  'Connection: keep-alive',
  'User-Agent: Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  'Accept: application/json',
  'Accept-Encoding: gzip, deflate, br, zstd',
  'Accept-Language: en-GB,en;q=0.9',
  'Referer: https://www.example.com/articles',
  'Cookie: session=0f8fad5b-d9cb-469f-a165-70867728950e',
];

/**
 * Sends one request for each group of fields through a socket to Node's own server, and returns the received requests.
 * Their strings are like those of an application: new, not internalized.
 *
 * @param fields - the header lines of each request, without line ends
 */
export async function receivedRequests(fields: readonly (readonly string[])[]): Promise<IncomingMessage[]> {
  const received: IncomingMessage[] = [];
  const server = createServer({ maxHeaderSize: 64 * 1024 }, (request, response) => {
    received.push(request);
    response.end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.resume();
  for (const [index, lines] of fields.entries()) {
    const last = index === fields.length - 1 ? ['Connection: close'] : [];
    const head = ['GET / HTTP/1.1', ...BROWSER_FIELDS, ...lines, ...last];
    socket.write(`${head.join('\r\n')}\r\n\r\n`, 'latin1');
  }
  await once(socket, 'close');
  server.close();
  return received;
}
