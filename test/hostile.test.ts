import 'reflect-metadata';
import { expect } from 'chai';
import Koa from 'koa';
import { All, JsonController, useKoaServer } from 'routing-controllers';
import { ETag, LastModified, WebReq, type WebRequest } from 'routing-controllers-etag';
import { evaluatePreconditions, readConditions } from 'routing-controllers-etag/http';
import { checkNotModified, type KoaContext, webRequest } from 'routing-controllers-etag/koa';
import { controls, dates, folds, growing, growingCodings, type HostileValue, lists, tooLarge } from './hostile.cases';
import { listen, type RunningServer } from './server';
import { WireConnection } from './wire-connection';

const MODIFIED = new Date(Date.UTC(1994, 10, 6, 8, 49, 37));

@JsonController()
class DocumentController {
  @All('/decorated')
  @ETag(() => 'v1')
  @LastModified(() => MODIFIED)
  decorated(): object {
    return {};
  }

  @All('/checked')
  checked(@WebReq() web: WebRequest): object | null {
    return web.checkNotModified('v1', MODIFIED) ? null : {};
  }
}

/** The ways to have a request's preconditions evaluated, which give the same answers. */
const WAYS = ['/decorated', '/checked', '/plain'];
const LISTS = ['If-Match', 'If-None-Match'];
const DATES = ['If-Modified-Since', 'If-Unmodified-Since'];

describe('hostile input on a socket', () => {
  const errors: unknown[] = [];
  let server: RunningServer;

  before(async () => {
    const app = new Koa();
    app.on('error', (error: { status?: number }) => {
      if (error.status !== 412) errors.push(error);
    });
    app.use((ctx, next) => {
      if (ctx.path !== '/plain') return next();
      if (!checkNotModified(ctx, 'v1', MODIFIED)) ctx.body = {};
    });
    useKoaServer(app, { controllers: [DocumentController], interceptors: [class {}] });
    server = await listen(app.callback());
  });
  after(() => server.close());
  afterEach(() => expect(errors.splice(0)).to.deep.equal([]));

  const linesOf = (field: string, value: HostileValue[1]): string[] =>
    (typeof value === 'string' ? [value] : value).map((line) => `${field}: ${line}`);

  let connection: WireConnection | undefined;
  after(() => connection?.close());

  /** The statuses of each way, in turn; a refusal by Node's parser ends the connection. */
  async function statuses(method: string, fieldLines: readonly string[]): Promise<number[]> {
    const found: number[] = [];
    for (const way of WAYS) {
      connection ??= await WireConnection.open(server.port);
      connection.send(`${method} ${way}`, fieldLines);
      const head = await connection.read();
      found.push(head.status);
      if (head.field('Connection') !== 'close') continue;
      connection.close();
      connection = undefined;
    }
    return found;
  }

  /** What the rules say of a field value that reaches the application. */
  function statusOf(method: string, field: string, value: HostileValue[1]): number {
    const conditions = readConditions((name) => (name === field.toLowerCase() ? trimmed(value) : undefined));
    const current = { etag: { value: 'v1', weak: false }, lastModified: MODIFIED };
    const { outcome } = evaluatePreconditions(method, conditions, current);
    return { proceed: 200, 'not-modified': 304, 'precondition-failed': 412 }[outcome];
  }

  /** White space around a field value is none of it. */
  function trimmed(value: HostileValue[1]): string | readonly string[] {
    const trim = (line: string) => line.replace(/^[ \t]+|[ \t]+$/g, '');
    return typeof value === 'string' ? trim(value) : value.map(trim);
  }

  for (const [fields, values] of [
    [LISTS, lists],
    [DATES, dates],
  ] as const) {
    describe(fields.join(' and '), () => {
      for (const [description, value] of values) {
        it(description, async () => {
          for (const field of fields) {
            for (const method of ['GET', 'PUT']) {
              const expected = statusOf(method, field, value);
              const found = await statuses(method, linesOf(field, value));
              expect(found, `${method}, ${field}`).to.deep.equal(WAYS.map(() => expected));
            }
          }
        });
      }
    });
  }

  describe('control characters', () => {
    for (const [description, value] of controls) {
      it(`${description}: refused by the parser, or no match`, async () => {
        for (const field of [...LISTS, ...DATES]) {
          for (const method of ['GET', 'PUT']) {
            const found = await statuses(method, linesOf(field, value));
            expect(new Set(found).size, `${method}, ${field}: ${found}`).to.equal(1);
            expect(found[0], `${method}, ${field}`).to.be.oneOf([200, 304, 400, 412]);
          }
        }
      });
    }
  });

  describe('folded and smuggled lines', () => {
    /** Behind a smuggled request there is one more response. */
    const reconnect = () => {
      connection?.close();
      connection = undefined;
    };
    afterEach(reconnect);

    for (const [description, value] of folds) {
      it(description, async () => {
        for (const field of [...LISTS, ...DATES]) {
          reconnect();
          const found = await statuses('GET', linesOf(field, value));
          for (const status of found) expect(status, field).to.be.oneOf([200, 304, 400, 404, 412]);
        }
      });
    }
  });

  describe('beyond the limit of the server', () => {
    for (const [description, value] of tooLarge) {
      it(`${description} -> 431`, async () => {
        for (const field of [...LISTS, ...DATES]) {
          expect(await statuses('GET', linesOf(field, value)), field).to.deep.equal(WAYS.map(() => 431));
        }
      });
    }
  });

  it('what is meant for one field in the others, and all fields at once', async () => {
    for (const [index, [, list]] of lists.entries()) {
      const [, date] = dates[index] as HostileValue;
      const lines = [
        ...LISTS.flatMap((field) => linesOf(field, date)),
        ...DATES.flatMap((field) => linesOf(field, typeof list === 'string' ? list.slice(0, 3_000) : (list[0] ?? ''))),
      ];
      const found = await statuses(index % 2 === 0 ? 'GET' : 'PUT', lines);
      expect(new Set(found).size, lines.join(' | ')).to.equal(1);
      expect(found[0]).to.be.oneOf([200, 304, 412]);
    }
  });

  describe('the work grows with the length, and no faster', () => {
    /**
     * What a regular expression does cannot be counted in steps: the least times are compared, of one length with another.
     * They do not depend on what else the machine does, nor on the collection of garbage.
     */
    function leastTime(method: string, headers: Readonly<Record<string, string>>): number {
      const times = Array.from({ length: 25 }, () => {
        const ctx = { method, req: { headers } } as unknown as KoaContext;
        const start = process.hrtime.bigint();
        webRequest(ctx).evaluate({ etag: 'v1', lastModified: MODIFIED });
        return Number(process.hrtime.bigint() - start);
      });
      return Math.min(...times);
    }

    /** Eight times the length takes 8 times as long in linear time, and 64 times in quadratic time. */
    function expectLinear(method: string, headersOf: (length: number) => Readonly<Record<string, string>>): void {
      leastTime(method, headersOf(4_000));
      const ratio = leastTime(method, headersOf(32_000)) / leastTime(method, headersOf(4_000));
      expect(ratio, Object.keys(headersOf(0)).join(' and ')).to.be.below(32);
    }

    for (const [description, make] of growing) {
      it(description, () => {
        for (const field of [...LISTS, ...DATES]) {
          expectLinear('PUT', (length) => ({ [field.toLowerCase()]: make(length) }));
        }
      });
    }

    for (const [description, codings] of growingCodings) {
      it(`tags with codings, and ${description}`, () => {
        expectLinear('GET', (length) => ({
          'if-none-match': '"a--gzip",'.repeat(length / 20),
          'accept-encoding': codings(length / 2),
        }));
      });
    }
  });
});
