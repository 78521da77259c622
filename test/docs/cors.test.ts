import cors from '@koa/cors';
import { expect } from 'chai';
import Koa from 'koa';
import { checkNotModified } from 'routing-controllers-etag/koa';
import { type Fields, request } from '../request';
import { listen, type RunningServer } from '../server';

const ORIGIN = 'https://app.example';

/** What a browser asks and looks at, for a page of another origin. */
const cases: readonly {
  readonly rule: string;
  readonly method: string;
  readonly send: Fields;
  readonly status: number;
  readonly fields: Readonly<Record<string, string>>;
}[] = [
  {
    rule: 'scripts may read the ETag of a 200',
    method: 'GET',
    send: {},
    status: 200,
    fields: { 'access-control-allow-origin': ORIGIN, 'access-control-expose-headers': 'ETag', etag: '"v1"' },
  },
  {
    rule: 'a 304 keeps the fields without which the browser blocks it',
    method: 'GET',
    send: { 'If-None-Match': '"v1"' },
    status: 304,
    fields: { 'access-control-allow-origin': ORIGIN, 'access-control-expose-headers': 'ETag', vary: 'Origin' },
  },
  {
    rule: 'scripts may see a 412',
    method: 'PUT',
    send: { 'If-Match': '"v0"' },
    status: 412,
    fields: { 'access-control-allow-origin': ORIGIN },
  },
  {
    rule: 'scripts may send If-Match',
    method: 'OPTIONS',
    send: { 'Access-Control-Request-Method': 'PUT', 'Access-Control-Request-Headers': 'content-type,if-match' },
    status: 204,
    fields: { 'access-control-allow-headers': 'content-type,if-match' },
  },
];

describe('the CORS recipe of docs/clients.md', () => {
  let server: RunningServer;

  before(async () => {
    const app = new Koa();
    app.silent = true;
    app.use(cors({ origin: ORIGIN, exposeHeaders: ['ETag'] }));
    app.use((ctx) => {
      if (!checkNotModified(ctx, 'v1')) ctx.body = 'text';
    });
    server = await listen(app.callback());
  });

  after(() => server.close());

  for (const { rule, method, send, status, fields } of cases) {
    it(rule, async () => {
      const answer = await request(server.port, method, '/', { Origin: ORIGIN, ...send });
      expect(answer.status).to.equal(status);
      for (const [name, value] of Object.entries(fields)) expect(answer.headers[name], name).to.equal(value);
    });
  }
});
