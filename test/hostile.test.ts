import { expect } from 'chai';
import { All, JsonController } from 'routing-controllers';
import { ETag, LastModified, WebReq, type WebRequest } from 'routing-controllers-etag';
import { evaluatePreconditions, readConditions } from 'routing-controllers-etag/http';
import { type App, inSetup, plainSetups } from './controllers/app';
import { middleware } from './controllers/exchange';
import { controls, dates, folds, growing, growingCodings, type HostileValue, lists, tooLarge } from './hostile.cases';
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

const options = {
  controllers: [DocumentController],
  interceptors: [class {}],
  use: [
    middleware((exchange, next) => {
      if (exchange.path !== '/plain') return next();
      if (!exchange.checkNotModified('v1', MODIFIED)) exchange.answer({});
    }),
  ],
};

for (const setup of plainSetups) {
  describe(`hostile input on a socket, on ${setup.name}`, () => inSetup(setup, options, isHandled));
}

function isHandled(app: App): void {
  afterEach(() => {
    const unexpected = app.errors.splice(0).filter((error) => (error as { status?: number }).status !== 412);
    expect(unexpected).to.deep.equal([]);
  });

  const linesOf = (field: string, value: HostileValue[1]): string[] =>
    (typeof value === 'string' ? [value] : value).map((line) => `${field}: ${line}`);

  let connection: WireConnection | undefined;
  after(() => connection?.close());

  /** The statuses of each way, in turn; a refusal by Node's parser ends the connection. */
  async function statuses(method: string, fieldLines: readonly string[]): Promise<number[]> {
    const found: number[] = [];
    for (const way of WAYS) {
      connection ??= await WireConnection.open(app.port);
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

  /** White space around a field value does not belong to it. */
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
    /** What reads one character, what may read them all, and what copies some. Counted, they do not depend on the clock. */
    const READERS = {
      one: ['charCodeAt', 'startsWith', 'endsWith'],
      all: ['split', 'replace', 'trim', 'toLowerCase'],
      copied: ['slice', 'substring'],
    } as const;

    /** How many characters are read while a request is answered, by the server and whatever it runs on. */
    async function stepsFor(method: string, fieldLines: readonly string[]): Promise<number> {
      let steps = 0;
      const restore: (() => void)[] = [];
      type Cost = (receiver: unknown, args: readonly unknown[], result: unknown, start: number) => number;
      const count = (prototype: object, name: string, cost: Cost) => {
        const original = Object.getOwnPropertyDescriptor(prototype, name) as PropertyDescriptor;
        const counted = function (this: unknown, ...args: unknown[]): unknown {
          const start = this instanceof RegExp && this.global ? this.lastIndex : 0;
          const result: unknown = original.value.apply(this, args);
          steps += cost(this, args, result, start);
          return result;
        };
        Object.defineProperty(prototype, name, { ...original, value: counted });
        restore.push(() => Object.defineProperty(prototype, name, original));
      };
      for (const name of READERS.one) count(String.prototype, name, () => 1);
      for (const name of READERS.all) count(String.prototype, name, (text) => String(text).length);
      for (const name of READERS.copied) count(String.prototype, name, (_text, _args, copy) => String(copy).length);
      count(
        String.prototype,
        'indexOf',
        (text, [, from = 0], found) => (Number(found) + 1 || String(text).length) - Number(from),
      );
      count(RegExp.prototype, 'exec', (expression, [text], match, start) => {
        const stop =
          match !== null && (expression as RegExp).global ? (expression as RegExp).lastIndex : String(text).length;
        return stop - start;
      });
      try {
        await statuses(method, fieldLines);
      } finally {
        for (const each of restore) each();
      }
      return steps;
    }

    for (const [description, make] of growing) {
      it(description, async () => {
        for (const field of [...LISTS, ...DATES]) {
          const once = await stepsFor('PUT', [`${field}: ${make(6_000)}`]);
          const twice = await stepsFor('PUT', [`${field}: ${make(12_000)}`]);
          expect(twice, field).to.be.at.most(2 * once);
        }
      });
    }

    for (const [description, codings] of growingCodings) {
      it(`tags with codings, and ${description}`, async () => {
        const linesOfLength = (length: number) => [
          `If-None-Match: ${'"a--gzip",'.repeat(length / 10)}`,
          `Accept-Encoding: ${codings(length)}`,
        ];
        const once = await stepsFor('GET', linesOfLength(3_500));
        const twice = await stepsFor('GET', linesOfLength(7_000));
        expect(twice).to.be.at.most(2 * once);
      });
    }
  });
}
