import { Agent, type ClientRequest, type IncomingMessage, request } from 'node:http';

/** What a request is, and how it ends: with a status, or because its client leaves. */
export interface Kind {
  readonly what: string;
  readonly method: string;
  path(id: number): string;
  fields?(id: number): Record<string, string>;
  readonly ends: number | 'left at arrival' | 'left in the body';
  /** Whether another request to the same resource leaves while it waits for this one. */
  readonly holds?: true;
}

const matching = (id: number) => ({ 'If-Match': `"v${id}"` });

export const kinds: readonly Kind[] = [
  { what: 'a read', method: 'GET', path: (id) => `/document/${id}`, ends: 200 },
  {
    what: 'a read that is up to date',
    method: 'GET',
    path: (id) => `/document/${id}`,
    fields: (id) => ({ 'If-None-Match': `"v${id}"` }),
    ends: 304,
  },
  {
    what: 'a read that is not',
    method: 'GET',
    path: (id) => `/document/${id}`,
    fields: (id) => ({ 'If-None-Match': `"v${id}-older", "another"` }),
    ends: 200,
  },
  {
    what: 'a read that is up to date by its date',
    method: 'GET',
    path: (id) => `/dated/${id}`,
    fields: (id) => ({ 'If-Modified-Since': new Date(id * 1000).toUTCString() }),
    ends: 304,
  },
  {
    what: 'a read that the action finds up to date',
    method: 'HEAD',
    path: (id) => `/imperative/${id}`,
    fields: (id) => ({ 'If-None-Match': `"v${id}"` }),
    ends: 304,
  },
  { what: 'a body that is tagged', method: 'GET', path: (id) => `/shallow/${id}`, ends: 200 },
  {
    what: 'a body that is up to date',
    method: 'GET',
    path: (id) => `/shallow/${id}`,
    fields: () => ({ 'If-None-Match': '*' }),
    ends: 304,
  },
  { what: 'a file', method: 'GET', path: (id) => `/file/${id}`, ends: 200 },
  {
    what: 'a file that is up to date',
    method: 'GET',
    path: (id) => `/file/${id}`,
    fields: () => ({ 'If-None-Match': '*' }),
    ends: 304,
  },
  { what: 'a read with a stored version', method: 'GET', path: (id) => `/versioned/${id}`, ends: 200 },
  { what: 'a write that changes it', method: 'PUT', path: (id) => `/versioned/${id}`, ends: 200 },
  { what: 'a write', method: 'PUT', path: (id) => `/document/${id}`, fields: matching, ends: 200 },
  {
    what: 'a write that comes too late',
    method: 'PUT',
    path: (id) => `/document/${id}`,
    fields: (id) => ({ 'If-Match': `"v${id}-older"` }),
    ends: 412,
  },
  { what: 'a write without a tag', method: 'PUT', path: (id) => `/document/${id}`, ends: 428 },
  { what: 'a stream', method: 'GET', path: (id) => `/stream/${id}`, ends: 200 },
  {
    what: 'a stream that is up to date',
    method: 'GET',
    path: (id) => `/endless/${id}`,
    fields: (id) => ({ 'If-None-Match': `"v${id}"` }),
    ends: 304,
  },
  { what: 'an action that fails', method: 'GET', path: (id) => `/document/-${id + 1}`, ends: 500 },
  { what: 'a tag function that fails', method: 'GET', path: (id) => `/untagged/${id}`, ends: 503 },
  { what: 'no such resource', method: 'GET', path: (id) => `/nothing/${id}`, ends: 404 },
  { what: 'a stream whose client leaves', method: 'GET', path: (id) => `/endless/${id}`, ends: 'left in the body' },
  {
    what: 'a write whose client leaves',
    method: 'PUT',
    path: (id) => `/slow/${id}`,
    fields: matching,
    ends: 'left at arrival',
  },
  {
    what: 'a write whose client leaves, with one that waits for it and leaves earlier',
    method: 'PUT',
    path: (id) => `/slow/${id}`,
    fields: matching,
    ends: 'left at arrival',
    holds: true,
  },
];

/** How many clients send at once, each on a connection that is kept alive. */
const CLIENTS = 16;

/**
 * Sends requests of all kinds in turn, each to another resource.
 *
 * @param from - the number of the first one
 * @param to - the number after the last one
 * @returns how each ended that did not end as it should
 */
export async function sendTraffic(port: number, from: number, to: number): Promise<string[]> {
  const agent = new Agent({ keepAlive: true, maxSockets: 2 * CLIENTS });
  const wrong: string[] = [];
  let next = from;
  const client = async () => {
    while (next < to) {
      const number = next++;
      const kind = kinds[number % kinds.length] as Kind;
      const ended = await send(agent, port, kind, number);
      if (ended !== kind.ends) wrong.push(`${kind.what}: ${ended}, not ${kind.ends}`);
    }
  };
  await Promise.all(Array.from({ length: CLIENTS }, client));
  agent.destroy();
  return wrong;
}

function send(agent: Agent, port: number, kind: Kind, id: number): Promise<Kind['ends']> {
  const outgoing = open(agent, port, kind, id);
  outgoing.end();
  return new Promise((resolve, reject) => {
    const leave = (ends: Kind['ends']) => {
      outgoing.once('close', () => resolve(ends));
      outgoing.destroy();
    };
    outgoing.on('error', (error) => {
      if (!outgoing.destroyed) reject(error);
    });
    outgoing.once('information', async () => {
      if (kind.holds) await send(agent, port, { ...kind, holds: undefined } as never, id);
      leave('left at arrival');
    });
    outgoing.once('response', (response: IncomingMessage) => {
      response.on('error', () => {});
      if (kind.ends === 'left in the body') response.once('data', () => leave('left in the body'));
      else response.resume().once('end', () => resolve(response.statusCode as number));
    });
  });
}

function open(agent: Agent, port: number, { method, path, fields }: Kind, id: number): ClientRequest {
  return request({ agent, host: '127.0.0.1', port, method, path: path(id), headers: fields?.(id) ?? {} });
}
