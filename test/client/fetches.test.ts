import { expect } from 'chai';
import ky from 'ky';
import createClient from 'openapi-fetch';
import { type Fetch, PreconditionFailedError, type RequestSettings, resource } from 'routing-controllers-etag/client';
import { fetch as undiciFetch } from 'undici';
import { failureOf } from './failure-of';
import { ForeignServer } from './foreign-server';
import type { Note } from './notes-server';

const NOTE = { text: 'as it was', count: 0 };
const AUTHORIZATION = 'Bearer of-a-user';

/** What openapi-typescript makes of the server's description. */
interface Paths {
  '/7': {
    get: { responses: { 200: { content: { 'application/json': Note } } } };
    put: {
      parameters: { header: { 'If-Match': string } };
      requestBody: { content: { 'application/json': Note } };
      responses: { 200: { content: { 'application/json': Note } } };
    };
  };
}

describe('resource() takes any fetch', () => {
  const server = new ForeignServer();
  before(() => server.start());
  after(() => server.stop());
  beforeEach(() => {
    server.behave({ current: (url) => new URL(url).pathname });
    server.put('/7', NOTE);
  });

  /** As wrappers of `fetch` do it. */
  const spreading: typeof fetch = (url, init) =>
    fetch(url, { ...init, headers: { ...(init?.headers as Record<string, string>), Authorization: AUTHORIZATION } });

  const setting: typeof fetch = (url, init) => {
    const headers = new Headers(init?.headers);
    headers.set('Authorization', AUTHORIZATION);
    return fetch(url, { ...init, headers });
  };

  /** Of the kind that openapi-fetch is given: it takes a Request. */
  async function ofRequests(request: Request): Promise<Response> {
    request.headers.set('Authorization', AUTHORIZATION);
    return fetch(request);
  }

  /** openapi-fetch itself, with its middleware. It has read the body of an error. */
  function throughOpenApiFetch(): Fetch {
    const client = createClient<Paths>({ baseUrl: server.origin });
    client.use({
      onRequest({ request }) {
        request.headers.set('Authorization', AUTHORIZATION);
        return request;
      },
    });
    return async (url, { method, headers, body, signal }: RequestSettings) => {
      const { response, error } = await client.request(method.toLowerCase() as 'get', url as '/7', {
        headers,
        ...(body !== undefined && { body: body as never, bodySerializer: String }),
        ...(signal && { signal }),
        parseAs: 'stream',
      });
      return response.ok ? response : Response.json(error, response);
    };
  }

  const hooks = { beforeRequest: [(request: Request) => request.headers.set('Authorization', AUTHORIZATION)] };

  const fetches: readonly { name: string; fetch: () => Fetch; path?: string }[] = [
    { name: 'one that spreads its headers to add authorization', fetch: () => spreading },
    { name: 'one that sets authorization', fetch: () => setting },
    { name: "ky's", fetch: () => ky.extend({ hooks }) },
    { name: "ky's, with a prefix", fetch: () => ky.extend({ hooks, prefixUrl: server.origin }), path: '7' },
    {
      name: 'one for openapi-fetch, which takes a Request',
      fetch: () => (url, settings) => ofRequests(new Request(url, settings)),
    },
    { name: 'openapi-fetch with its middleware', fetch: throughOpenApiFetch, path: '/7' },
  ];
  for (const { name, fetch, path } of fetches) {
    it(`${name}: reads, saves twice, is refused, and merges`, async () => {
      const note = resource<Note>(path ?? `${server.origin}/7`, { fetch: fetch() });
      const read = await note.read();
      expect(server.last.fields.authorization).to.equal(AUTHORIZATION);
      const saved = await read.save({ ...read.value, text: 'first' });
      expect(server.last.fields.authorization).to.equal(AUTHORIZATION);
      await saved.save({ ...saved.value, text: 'second' });
      const { current } = await failureOf(read.save(NOTE), PreconditionFailedError<Note>);
      expect(current?.value.text).to.equal('second');
      await current?.save({ text: 'merged', count: 1 });
      await note.update(({ text, count }) => ({ text, count: count + 1 }));
      expect(server.get('/7')).to.deep.equal({ text: 'merged', count: 2 });
    });
  }

  it("undici's own, whose Response is another class", async () => {
    const note = resource<Note>(`${server.origin}/7`, { fetch: undiciFetch as unknown as Fetch });
    await note.update(({ text, count }) => ({ text, count: count + 1 }));
    expect(server.get('/7')).to.deep.equal({ ...NOTE, count: 1 });
  });

  it('the one that is there when the request is sent, by default', async () => {
    const note = resource<Note>(`${server.origin}/7`);
    const { fetch } = globalThis;
    globalThis.fetch = (url, init) => fetch(url, { ...init, headers: { Authorization: AUTHORIZATION } });
    await note.read().finally(() => {
      globalThis.fetch = fetch;
    });
    expect(server.last.fields.authorization).to.equal(AUTHORIZATION);
  });
});
