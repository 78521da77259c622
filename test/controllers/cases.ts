import { expect } from 'chai';
import type { Answer, Fields } from '../request';
import type { App, Restriction, Setup } from './app';

/** A rule, a request, and what the rule makes of it. */
export interface Case {
  readonly rule: string;
  /** Method and path. */
  readonly send: string;
  readonly with?: Fields;
  /** Sent as JSON. */
  readonly body?: unknown;
  readonly status: number | ((setup: Setup) => number);
  /** Response fields; `undefined` for those that must not be there. */
  readonly fields?: Readonly<Record<string, string | undefined>>;
  /** The action's result, whether it comes in an envelope or not. */
  readonly result?: unknown;
  /** What an error's message tells. */
  readonly message?: RegExp;
  /** Where the rule applies, if not everywhere. */
  readonly only?: Restriction;
  /** What of the controller has run, in this order. */
  readonly ran?: readonly string[];
}

/** One test for each case. `ran` is where the controllers note what has run. */
export function testCases(app: App, ran: string[], cases: readonly Case[]): void {
  for (const each of cases) {
    if (each.only?.applies(app.setup) === false) continue;
    it(`${each.rule}: ${each.send}${describeFields(each.with)} -> ${statusOf(each, app.setup)}`, async () => {
      ran.length = 0;
      app.errors.length = 0;
      const [method, path] = each.send.split(' ') as [string, string];
      const answer = await sendCase(app, method, path, each);
      expect(answer.status, answer.body).to.equal(statusOf(each, app.setup));
      for (const [name, value] of Object.entries(each.fields ?? {})) expect(answer.headers[name], name).to.equal(value);
      expectWellFormed(answer, each, app);
      if (each.result !== undefined) {
        expect(JSON.parse(answer.body)).to.deep.equal(app.setup.envelope ? { data: each.result } : each.result);
      }
      if (each.message !== undefined) expect(answer.body).to.match(each.message);
      if (each.ran !== undefined) expect(ran).to.deep.equal(each.ran);
    });
  }
}

function sendCase(app: App, method: string, path: string, { with: fields = {}, body }: Case): Promise<Answer> {
  if (body === undefined) return app.send(method, path, fields);
  return app.send(method, path, { 'Content-Type': 'application/json', ...fields }, JSON.stringify(body));
}

function statusOf({ status }: Case, setup: Setup): number {
  return typeof status === 'number' ? status : status(setup);
}

function describeFields(fields: Fields = {}): string {
  return Object.entries(fields)
    .map(([name, value]) => `, ${name}: ${typeof value === 'string' ? value : value.join(' + ')}`)
    .join('');
}

/** What must not be on an answer that is no 2xx and no 304. */
const OURS = ['etag', 'last-modified', 'cache-control', 'expires', 'vary'];

/** What says something of a content that a 304 does not have. */
const OF_CONTENT = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'content-range',
  'transfer-encoding',
];

/** What holds for every answer, whatever the case is about. */
function expectWellFormed(answer: Answer, { fields = {} }: Case, app: App): void {
  if (answer.status === 304) {
    expect(answer.body).to.equal('');
    for (const name of OF_CONTENT) expect(answer.headers[name], name).to.equal(undefined);
    if (answer.headers.etag !== undefined) expect(answer.headers['last-modified']).to.equal(undefined);
    expect(app.errors, 'a 304 is no error of the application').to.deep.equal([]);
  } else if (answer.status < 200 || answer.status > 299) {
    for (const name of OURS) if (!(name in fields)) expect(answer.headers[name], name).to.equal(undefined);
  }
}
