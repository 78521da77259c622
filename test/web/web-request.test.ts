import { expect } from 'chai';
import type { WebRequest } from 'routing-controllers-etag';
import type { Fields } from '../request';
import { warnings } from '../stores/warnings';
import { FakeExchange } from './fake-exchange';
import { webCases } from './web-request.cases';

/** Below the entry points of the package, which bring a framework with them. */
const { PreconditionCheck } =
  require('../../../dist/web/precondition-check.js') as typeof import('../../dist/web/precondition-check');
const { WebRequest: Request } = require('../../../dist/web/web-request.js') as unknown as {
  readonly WebRequest: { of(check: InstanceType<typeof PreconditionCheck>): WebRequest };
};

const { TagContext } = require('../../../dist/web/tag-context.js') as typeof import('../../dist/web/tag-context');

function webRequest(method = 'GET', fields: Fields = {}) {
  const exchange = new FakeExchange(method, fields);
  const check = new PreconditionCheck(exchange);
  return { exchange, check, web: Request.of(check) };
}

describe('A response', () => {
  for (const { rule, method, with: fields, already = {}, status, act, outside, gives } of webCases) {
    it(`${rule}: ${method ?? 'GET'} ${JSON.stringify(fields ?? {})} -> ${JSON.stringify(gives.fields)}`, () => {
      const { exchange, check, web } = webRequest(method, fields);
      exchange.status = status;
      for (const [name, value] of Object.entries(already)) exchange.setResponseField(name, value);
      act(web, check);
      const discarded = exchange.status === 304 ? 1 : 0;
      if (outside !== undefined) {
        exchange.status ??= 200;
        outside(exchange);
        exchange.sendHead();
      }
      expect(exchange.status).to.equal(gives.status);
      expect(Object.fromEntries(exchange.fields)).to.deep.equal(gives.fields);
      expect(exchange.discarded, 'only a 304 has no body').to.equal(discarded);
    });
  }

  it('is completed once, however often it is settled', () => {
    const { exchange, web } = webRequest();
    web.publish({ etag: 'v1' });
    web.publish({ etag: 'v2' });
    expect(exchange.listening).to.equal(1);
  });
});

describe('checkNotModified', () => {
  const date = new Date(Date.UTC(1994, 10, 6, 8, 49, 37));
  const since = { 'if-modified-since': date.toUTCString() };

  it('is false before anything was sent that holds, and tells the outcome', () => {
    const { web } = webRequest();
    expect(web.outcome).to.equal(undefined);
    expect(web.checkNotModified('v1')).to.equal(false);
    expect(web.outcome).to.equal('proceed');
  });

  it('is true for a 304, and stays so whatever it is asked next', () => {
    const { check, web } = webRequest('GET', { 'if-none-match': '"v1"' });
    expect(web.checkNotModified('v1')).to.equal(true);
    expect(web.checkNotModified('v2')).to.equal(true);
    expect(check.validators.etag).to.deep.equal({ value: 'v1', weak: false });
  });

  it('takes a tag in each form', () => {
    for (const tag of ['v1', '"v1"', 'W/"v1"', { value: 'v1', weak: true }, { etag: 'v1' }]) {
      const { web } = webRequest('GET', { 'if-none-match': '"v1"' });
      expect(web.checkNotModified(tag as string), JSON.stringify(tag)).to.equal(true);
    }
  });

  it('takes an object that has a value or is weak in another sense for what holds the validators', () => {
    for (const row of [
      { etag: 'v1', value: 7 },
      { etag: 'v1', weak: true },
    ]) {
      const { web } = webRequest('GET', { 'if-none-match': '"v1"' });
      expect(web.checkNotModified(row), JSON.stringify(row)).to.equal(true);
    }
  });

  it('takes a date alone, of any realm, or beside a tag', () => {
    expect(webRequest('GET', since).web.checkNotModified(date)).to.equal(true);
    const foreign = require('node:vm').runInNewContext(`new Date(${date.getTime()})`) as Date;
    expect(webRequest('GET', since).web.checkNotModified(foreign)).to.equal(true);
    expect(webRequest('GET', since).web.checkNotModified('v1', date)).to.equal(true);
    expect(webRequest('GET', since).web.checkNotModified({ value: 'v1', weak: false }, date)).to.equal(true);
    expect(webRequest('GET', since).web.checkNotModified('v1')).to.equal(false);
  });

  it('refuses a number, which may be a version or a time', () => {
    const { web } = webRequest();
    const message =
      'checkNotModified(7) is ambiguous: pass { etag: 7 } for a version, or { lastModified: 7 } for a time';
    expect(() => web.checkNotModified(7 as never)).to.throw(TypeError, message);
    expect(() => web.checkNotModified(7n as never)).to.throw(TypeError, message);
  });

  it('refuses what is nothing of this', () => {
    const { web } = webRequest();
    expect(() => web.checkNotModified(undefined as never)).to.throw(
      TypeError,
      /^checkNotModified takes a tag, a Date, \{ etag, lastModified \} or null, not undefined$/,
    );
    expect(() => web.checkNotModified(true as never)).to.throw(TypeError, /not true$/);
  });

  it('refuses an illegal tag or date', () => {
    const { web } = webRequest();
    expect(() => web.checkNotModified('a"b')).to.throw(TypeError);
    expect(() => web.checkNotModified(new Date(Number.NaN))).to.throw(TypeError);
  });

  for (const [method, fields, message] of [
    [
      'PUT',
      { 'if-match': '"v0"' },
      /^If-Match does not name the current version: get it again and retry with its ETag$/,
    ],
    ['PUT', { 'if-match': 'W/"v1"' }, /^If-Match names the current version by a weak tag/],
    ['PUT', { 'if-match': 'v1' }, /^If-Match is malformed: send "\*" or a list of quoted entity tags$/],
    ['PUT', { 'if-none-match': '*' }, /^If-None-Match is "\*", but the resource already exists$/],
    ['PUT', { 'if-none-match': 'v1' }, /^If-None-Match is malformed: send "\*" or a list of quoted entity tags$/],
    [
      'PUT',
      { 'if-unmodified-since': 'Sun, 06 Nov 1994 08:49:36 GMT' },
      /^The resource was modified after the date in If-Unmodified-Since: get it again and retry$/,
    ],
    ['GET', { 'if-match': '"v0"' }, /^If-Match does not name/],
  ] as const) {
    it(`throws a 412 that says why: ${method} ${JSON.stringify(fields)} -> ${message}`, () => {
      const { exchange, web } = webRequest(method, fields);
      expect(() => web.checkNotModified('v1', date))
        .to.throw(message)
        .with.property('status', 412);
      expect(web.outcome).to.equal('precondition-failed');
      expect([...exchange.fields]).to.deep.equal([]);
    });
  }

  it('refuses a write where there is nothing that If-Match could mean', () => {
    const { web } = webRequest('PUT', { 'if-match': '*' });
    expect(() => web.checkNotModified(null)).to.throw(/^If-Match requires the resource to exist/);
  });

  it('lets a tag through that a coding has marked', () => {
    for (const [sent, current] of [
      ['"v1--gzip"', 'v1'],
      ['"v0", "v1--br"', 'v1'],
    ] as const) {
      expect(webRequest('PUT', { 'if-match': sent }).web.checkNotModified(current), sent).to.equal(false);
      expect(webRequest('GET', { 'if-none-match': sent }).web.checkNotModified(current), sent).to.equal(true);
    }
    expect(() => webRequest('PUT', { 'if-match': '"v1--gzip"' }).web.checkNotModified('v2')).to.throw();
  });
});

describe('evaluate', () => {
  it("accepts a weakened tag for If-Match with 'weak' alone", () => {
    const { check } = webRequest('PUT', { 'if-match': 'W/"v1"' });
    expect(check.evaluate({ etag: 'v1' }).outcome).to.equal('precondition-failed');
    expect(check.evaluate({ etag: 'v1' }, 'weak').outcome).to.equal('proceed');
    expect(check.evaluate({ etag: 'W/"v1"' }, 'weak').outcome).to.equal('proceed');
    expect(check.evaluate({ etag: 'v2' }, 'weak').outcome).to.equal('precondition-failed');
    expect(check.evaluate(null, 'weak').outcome).to.equal('precondition-failed');
    expect(check.evaluate({}, 'weak').outcome).to.equal('precondition-failed');
  });

  it('accepts no tag for If-Match where the current one is weak, as it is compared strongly', () => {
    const { check } = webRequest('PUT', { 'if-match': '"v1"' });
    expect(check.evaluate({ etag: 'W/"v1"' }).outcome).to.equal('precondition-failed');
  });

  it('lets a read of what does not exist proceed, to be answered 404', () => {
    const { check } = webRequest('GET', { 'if-none-match': '*' });
    expect(check.evaluate(null)).to.deep.equal({ outcome: 'proceed' });
  });

  it("leaves '*' and a malformed If-Match as they are with 'weak'", () => {
    expect(webRequest('PUT', { 'if-match': '*' }).check.evaluate({ etag: 'v1' }, 'weak').outcome).to.equal('proceed');
    expect(webRequest('PUT', { 'if-match': 'v1' }).check.evaluate({ etag: 'v1' }, 'weak')).to.deep.equal({
      outcome: 'precondition-failed',
      field: 'If-Match',
      malformed: true,
      reason: 'malformed',
    });
    expect(webRequest('PUT').check.evaluate({ etag: 'v1' }, 'weak').outcome).to.equal('proceed');
  });

  it("keeps the tag of a read as it was made with 'weak'", () => {
    const { check } = webRequest('GET');
    check.evaluate({ etag: 'W/"v1"' }, 'weak');
    expect(check.validators.etag).to.deep.equal({ value: 'v1', weak: true });
  });

  it('tells an adapter first what it compares with, and lets it refuse', () => {
    const told: unknown[] = [];
    const { check, web } = webRequest('PUT');
    check.responder.beforeEvaluation = (current) => told.push(current);
    check.evaluate({ etag: 'v1' });
    check.evaluate(null);
    expect(told).to.deep.equal([{ etag: { value: 'v1', weak: false }, lastModified: undefined }, null]);
    check.responder.beforeEvaluation = () => {
      throw new Error('it cannot be compared');
    };
    check.outcome = undefined;
    expect(() => check.evaluate({ etag: 'v1' })).to.throw('it cannot be compared');
    expect(web.outcome).to.equal(undefined);
  });

  it('takes a mark off If-Match whatever the write accepts: it changes all codings', () => {
    const { check } = webRequest('PUT', { 'if-match': '"v1--gzip"', 'accept-encoding': 'br' });
    expect(check.evaluate({ etag: 'v1' }).outcome).to.equal('proceed');
  });

  it('takes a mark off If-None-Match of a write, too', () => {
    const { check } = webRequest('PUT', { 'if-none-match': '"v1--gzip"', 'accept-encoding': 'br' });
    expect(check.evaluate({ etag: 'v1' }).outcome).to.equal('precondition-failed');
  });

  it('remembers no validators on a write', () => {
    const { check } = webRequest('PUT');
    check.evaluate({ etag: 'v1', lastModified: 0 });
    expect(check.validators).to.deep.equal({ etag: undefined, lastModified: undefined });
  });

  it('counts dates in the lines in which they were sent', () => {
    const line = new Date(0).toUTCString();
    const current = { lastModified: 0 };
    expect(webRequest('GET', { 'if-modified-since': [line] }).check.evaluate(current).outcome).to.equal('not-modified');
    expect(webRequest('GET', { 'if-modified-since': [line, line] }).check.evaluate(current).outcome).to.equal(
      'proceed',
    );
  });
});

describe('conditions', () => {
  it('are as they were received where no tag has the mark of a coding', () => {
    const list = ' "v1",, W/"v2"\t';
    const { check } = webRequest('PUT', { 'if-match': list, 'if-none-match': list });
    expect(check.conditions.ifMatch).to.equal(list);
    expect(check.conditions.ifNoneMatch).to.equal(list);
  });
});

describe('ifMatch and ifNoneMatch', () => {
  const both = (value: string) => ({ 'if-match': value, 'if-none-match': value });

  for (const [sent, tags] of [
    ['*', '*'],
    [
      '"v1", W/"v2"',
      [
        { value: 'v1', weak: false },
        { value: 'v2', weak: true },
      ],
    ],
    ['v1', undefined],
    ['"v1.undefined"', [{ value: 'v1.undefined', weak: false }]],
    ['"v1--gzip"', [{ value: 'v1--gzip', weak: false }]],
  ] as const) {
    it(`tell what was sent: ${sent} -> ${JSON.stringify(tags)}`, () => {
      const { web } = webRequest('GET', both(sent));
      expect(web.ifMatch).to.deep.equal(tags);
      expect(web.ifNoneMatch).to.deep.equal(tags);
    });
  }

  it('tell each its own field, and undefined for one that was not sent', () => {
    const { web } = webRequest('GET', { 'if-match': '"v1"' });
    expect(web.ifMatch).to.deep.equal([{ value: 'v1', weak: false }]);
    expect(web.ifNoneMatch).to.equal(undefined);
    expect(webRequest('GET', { 'if-none-match': '"v1"' }).web.ifMatch).to.equal(undefined);
  });

  it("take the controller's context off the tags that have it", () => {
    const { check, web } = webRequest('GET', both('"v1.en", W/"v2.en", "v3"'));
    check.context = new TagContext({ compared: 'en' });
    const tags = [
      { value: 'v1', weak: false },
      { value: 'v2', weak: true },
      { value: 'v3', weak: false },
    ];
    expect(web.ifMatch).to.deep.equal(tags);
    expect(web.ifNoneMatch).to.deep.equal(tags);
  });

  it("leave '*' and a malformed field alone in a context", () => {
    for (const [sent, tags] of [
      ['*', '*'],
      ['v1', undefined],
    ] as const) {
      const { check, web } = webRequest('GET', both(sent));
      check.context = new TagContext({ compared: 'en' });
      expect(web.ifMatch).to.equal(tags);
    }
  });
});

describe('a date that is likely to be seconds', () => {
  for (const [lastModified, warned] of [
    [0, false],
    [100_000_000, false],
    [100_000_001, true],
    [31_535_999_999, true],
    [31_536_000_000, false],
    [new Date(1_714_000_000), false],
    [undefined, false],
  ] as const) {
    for (const name of ['checkNotModified', 'publish'] as const) {
      it(`${String(lastModified)} is ${warned ? 'told' : 'none'}, by ${name}`, () => {
        const { check, web } = webRequest();
        const told: string[] = [];
        check.responder.warn = (code, message) => told.push(`${code}: it ${message}`);
        web[name]({ etag: 'v1', lastModified });
        expect(told).to.deep.equal(
          warned
            ? [
                `ETAG_DATE_IN_SECONDS: it gives a lastModified of ${lastModified}, a date in 1970: it takes milliseconds, so ` +
                  'multiply seconds by 1000',
              ]
            : [],
        );
      });
    }
  }

  it('is told once of all routes that have no name, and not where nothing is', async () => {
    const { list, first } = warnings();
    webRequest().web.checkNotModified(null);
    for (let times = 0; times < 2; times++) webRequest().web.publish({ lastModified: 1_714_000_000 });
    await first('ETAG_DATE_IN_SECONDS');
    await new Promise(setImmediate);
    expect(list.map(({ name, message }) => `${name}: ${message}`)).to.deep.equal([
      'ETagWarning: A plain route gives a lastModified of 1714000000, a date in 1970: it takes milliseconds, so multiply seconds ' +
        'by 1000',
    ]);
  });
});
