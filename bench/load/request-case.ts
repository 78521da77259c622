import { type Received, responseTo } from './response';
import type { ServerProcess } from './server-process';
import { CONNECTIONS, load } from './wrk';

/** One kind of request to one server, with its expected response. */
export interface RequestCase {
  readonly server: ServerProcess;
  readonly path: string;
  readonly fields: Readonly<Record<string, string>>;
  readonly response: Received;
}

/** The cost of one request in one round. */
export interface Cost {
  /** Per second of CPU time, because several servers share the core. */
  readonly requestsPerSecond: number;
  /** The CPU time of the whole server process per request. */
  readonly cpuMicroseconds: number;
}

/** The request of a client that has no version. */
export async function fullRequest(server: ServerProcess, path: string): Promise<RequestCase> {
  return requestCase(server, path, {}, 200);
}

/** The request of a client that has the current version. */
export async function revalidation(server: ServerProcess, path: string, etag: string): Promise<RequestCase> {
  const revalidated = await requestCase(server, path, { 'If-None-Match': etag }, 304);
  const { body, headers } = revalidated.response;
  if (body.length > 0) throw new Error(`${server.name} ${path}: the 304 has a body`);
  if (!sameTag(headers.etag, etag)) throw new Error(`${server.name} ${path}: the 304 has the tag ${headers.etag}`);
  return revalidated;
}

async function requestCase(
  server: ServerProcess,
  path: string,
  fields: Readonly<Record<string, string>>,
  status: number,
): Promise<RequestCase> {
  const response = await responseTo(server.origin + path, fields);
  if (response.status === status) return { server, path, fields, response };
  throw new Error(`${server.name} ${path}: the status is ${response.status}, not ${status}`);
}

/** The weak comparison of RFC 9110, section 8.8.3.2. */
function sameTag(a: string | undefined, b: string): boolean {
  return a?.replace(/^W\//, '') === b.replace(/^W\//, '');
}

/**
 * Keeps a server busy with one kind of request.
 *
 * @throws Error if the number of bytes does not fit the expected responses
 */
export async function costOf({ server, path, fields, response }: RequestCase, seconds: number): Promise<Cost> {
  const before = await server.usage();
  const { requests, bytes } = await load(server.origin + path, fields, seconds);
  const after = await server.usage();
  const least = requests * response.bytes * 0.98;
  const most = (requests + CONNECTIONS) * response.bytes * 1.02;
  if (bytes < least || bytes > most) {
    throw new Error(`${server.name} ${path}: ${requests} responses had ${bytes} bytes, not ${least} to ${most}`);
  }
  const cpuMicroseconds = (after.cpuMicroseconds - before.cpuMicroseconds) / (after.requests - before.requests);
  return { requestsPerSecond: 1_000_000 / cpuMicroseconds, cpuMicroseconds };
}
