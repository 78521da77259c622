import { expect } from 'chai';
import type { EvaluationEvent } from 'routing-controllers-etag';
import type { Fields } from '../request';
import { FakeExchange } from './fake-exchange';

const { EvaluationObserver } =
  require('../../../dist/web/evaluation-observer.js') as typeof import('../../dist/web/evaluation-observer');
const { PreconditionCheck } =
  require('../../../dist/web/precondition-check.js') as typeof import('../../dist/web/precondition-check');

/** The host of a test: what was seen of one host says nothing of another. */
let host = '';
let hosts = 0;

/** A request with an observer. Its response is sent with a status and, perhaps, content. */
class ObservedRequest {
  readonly exchange: FakeExchange;
  readonly check: InstanceType<typeof PreconditionCheck>;
  readonly observer: InstanceType<typeof EvaluationObserver>;
  readonly #events: EvaluationEvent[] = [];

  constructor(method: string, fields: Fields = {}) {
    this.exchange = new FakeExchange(method, { host, ...fields });
    this.check = new PreconditionCheck(this.exchange);
    this.observer = new EvaluationObserver(this.check, (event) => this.#events.push(event));
    this.check.observer = this.observer;
    this.exchange.observe(this.observer);
  }

  /** The event, `undefined` if there is none. */
  send(status = 200, { etag, content }: { etag?: string; content?: string } = {}): EvaluationEvent | undefined {
    if (etag !== undefined) this.exchange.setResponseField('ETag', etag);
    if (content !== undefined) this.observer.sendsWhole(content);
    this.exchange.setStatus(status);
    this.exchange.sendHead();
    expect(this.#events.length).to.be.below(2);
    return this.#events[0];
  }
}

/** Whether a kind of request has an event: if it is conditional or evaluated, or could be tagged. */
const concerning: readonly [
  string,
  boolean,
  (observed: (method: string, fields?: Fields) => ObservedRequest) => ObservedRequest,
][] = [
  ['a GET', true, (observed) => observed('GET')],
  ['a HEAD', true, (observed) => observed('HEAD')],
  ['a QUERY', true, (observed) => observed('QUERY')],
  ['a POST', false, (observed) => observed('POST')],
  ['an OPTIONS', false, (observed) => observed('OPTIONS')],
  ['a PUT with If-Match', true, (observed) => observed('PUT', { 'if-match': '"1"' })],
  [
    'a POST of an action',
    true,
    (observed) => {
      const request = observed('POST');
      request.observer.action = 'ArticleController.save';
      return request;
    },
  ],
  [
    'a POST that was evaluated',
    true,
    (observed) => {
      const request = observed('POST');
      request.check.evaluate({ etag: '1' });
      return request;
    },
  ],
];

describe('the observer of an evaluation', () => {
  beforeEach(() => {
    hosts++;
    host = `host-${hosts}`;
  });

  for (const [kind, has, make] of concerning) {
    it(`${kind} has ${has ? 'an' : 'no'} event`, () => {
      const event = make((method, fields) => new ObservedRequest(method, fields)).send();
      expect(event !== undefined).to.equal(has);
    });
  }

  it('a response that is left alone has its method as the reason if that has no representation', () => {
    for (const [method, reason] of [
      ['POST', 'method'],
      ['GET', 'not-evaluated'],
    ] as const) {
      const request = new ObservedRequest(method, { 'if-match': '"1"' });
      request.observer.leftAlone();
      expect(request.send()?.reason, method).to.equal(reason);
    }
  });

  it('the time that a write has waited is that between the two calls', () => {
    const request = new ObservedRequest('PUT', { 'if-match': '"1"' });
    const before = performance.now();
    request.observer.waits()();
    const waited = request.send()?.waited;
    expect(waited).to.be.within(0, performance.now() - before);
  });

  describe('a refusal', () => {
    it('has its own outcome, and the tag that it was compared with before the turn', () => {
      const request = new ObservedRequest('PUT', { 'if-match': '"1"' });
      const decision = request.check.judge({ etag: '2' });
      expect(() => request.check.refuseFailed(decision)).to.throw();
      const event = request.send(412);
      expect(event).to.deep.include({ outcome: 'precondition-failed', reason: 'tag-differs', field: 'If-Match' });
      expect(event?.current).to.deep.include({ etag: '"2"' });
    });

    it('after the turn has the tag that it was compared with in the turn', () => {
      const request = new ObservedRequest('PUT', { 'if-match': '"1"' });
      request.check.judge({ etag: '1' });
      const decision = request.check.evaluate({ etag: '3' });
      expect(() => request.check.refuseFailed(decision)).to.throw();
      expect(request.send(412)?.current).to.deep.include({ etag: '"3"' });
    });

    it('stays the reason if the action throws it as a conflict', () => {
      const request = new ObservedRequest('PUT', { 'if-match': '"1"' });
      const decision = request.check.evaluate({ etag: '2' });
      expect(() => request.check.refuseFailed(decision)).to.throw();
      request.observer.conflicted();
      expect(request.send(412)?.reason).to.equal('tag-differs');
    });

    it('by the database is a conflict', () => {
      const request = new ObservedRequest('PUT', { 'if-match': '"1"' });
      request.check.evaluate({ etag: '1' });
      request.observer.conflicted();
      expect(request.send(412)).to.deep.include({ outcome: 'proceed', reason: 'conflict' });
    });

    it('for an unknown tag is that of the date beside it', () => {
      const request = new ObservedRequest('PUT', { 'if-unmodified-since': 'Wed, 01 May 2024 12:00:00 GMT' });
      const decision = request.check.evaluateUnknownTag(Date.parse('2024-05-01T12:00:01Z'));
      expect(decision).to.deep.include({ outcome: 'precondition-failed', field: 'If-Unmodified-Since' });
      if (decision !== 'unknown') expect(() => request.check.refuseFailed(decision)).to.throw();
      const event = request.send(412);
      expect(event).to.deep.include({ outcome: 'precondition-failed', reason: 'date-older' });
      expect(event?.current).to.deep.include({ lastModified: 'Wed, 01 May 2024 12:00:01 GMT' });
    });
  });

  it('a write that depends on an unknown tag is not decided', () => {
    const request = new ObservedRequest('PUT', { 'if-match': '"1"' });
    expect(request.check.evaluateUnknownTag(undefined)).to.equal('unknown');
    expect(request.check.outcome).to.equal(undefined);
    expect(request.send(503)).to.deep.include({ outcome: undefined, reason: 'not-successful' });
  });

  describe('a write that has touched none of the names of its path', () => {
    const read = (names: readonly string[], isCurrent = () => true): void => {
      const request = new ObservedRequest('GET');
      request.observer.versioned = { names, isCurrent };
      request.send(200, { etag: '"1"' });
    };
    const write = (touched: readonly string[], { method = 'PUT', status = 200 } = {}): string | undefined => {
      const request = new ObservedRequest(method);
      request.observer.action = 'ArticleController.save';
      if (touched.length > 0) request.observer.touched(touched);
      return request.send(status)?.reason;
    };

    it('is untouched, if the names have the same versions', () => {
      read(['a', 'b']);
      expect(write([])).to.equal('not-touched');
      expect(write(['c'])).to.equal('not-touched');
    });

    it('is not if it has touched one of them', () => {
      read(['a', 'b']);
      expect(write(['b'])).not.to.equal('not-touched');
      expect(write(['c', 'a'])).not.to.equal('not-touched');
    });

    it('is not if somebody else has touched them', () => {
      read(['a'], () => false);
      expect(write([])).not.to.equal('not-touched');
    });

    it('is not if the write has failed, or reads', () => {
      read(['a']);
      expect(write([], { status: 404 })).not.to.equal('not-touched');
      expect(write([], { method: 'QUERY' })).not.to.equal('not-touched');
    });

    it('is not if only a write or another host had the names', () => {
      const named = new ObservedRequest('PUT');
      named.observer.action = 'ArticleController.save';
      named.observer.versioned = { names: ['a'], isCurrent: () => true };
      named.send();
      expect(write([])).not.to.equal('not-touched');
      read(['a']);
      host = `${host}.example`;
      expect(write([])).not.to.equal('not-touched');
    });

    it('is untouched also after a read without names', () => {
      read(['a']);
      new ObservedRequest('GET').send(200, { etag: '"2"' });
      expect(write([])).to.equal('not-touched');
    });
  });

  describe('a tag that changes with each response', () => {
    const get = (version: string, content: string, method = 'GET'): string | undefined => {
      const request = new ObservedRequest(method, { 'if-none-match': '"0"' });
      request.check.evaluate({ etag: version });
      return request.send(200, { etag: `"${version}"`, content })?.reason;
    };

    it('is found at the third response with the same content', () => {
      expect([get('1', 'a'), get('2', 'a'), get('3', 'a'), get('4', 'a')]).to.deep.equal([
        ...['tag-differs', 'tag-differs'],
        ...['unstable-tag', 'unstable-tag'],
      ]);
    });

    for (const [sentence, third] of [
      ['with other content', () => get('3', 'b')],
      ['with the same tag', () => get('2', 'a')],
      ['to a HEAD', () => get('3', '', 'HEAD')],
      [
        'after a write',
        () => {
          new ObservedRequest('PUT').send();
          return get('3', 'a');
        },
      ],
    ] as const) {
      it(`is not found ${sentence}`, () => {
        get('1', 'a');
        get('2', 'a');
        expect(third()).to.equal('tag-differs');
      });
    }
  });
});
