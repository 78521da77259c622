import { request as send } from 'node:http';
import { listen, type RunningServer } from '../server';

/**
 * Starts a proxy that loses answers: the server has made them, and the client's connection breaks.
 *
 * @param origin - the server behind it
 * @param isLost - whether the answer to a request is lost
 */
export function startDroppingProxy(origin: string, isLost: (method: string) => boolean): Promise<RunningServer> {
  return listen((request, response) => {
    const { method = '', url = '', headers } = request;
    const forwarded = send(`${origin}${url}`, { method, headers, agent: false }, (answer) => {
      if (isLost(method)) {
        answer.resume().on('end', () => request.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode as number, answer.rawHeaders);
      answer.pipe(response);
    });
    request.pipe(forwarded);
  });
}
