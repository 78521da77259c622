import { expect } from 'chai';
import { type Fields, request } from '../request';

/** A rule, a request, and what the rule makes of it. */
export interface Case {
  readonly rule: string;
  /** Method and path. */
  readonly send: string;
  readonly with?: Fields;
  readonly status: number;
  /** Response fields; `undefined` for those that must not be there. */
  readonly fields?: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly body?: string;
}

/** What says something of a content that a 304 does not have. */
const OF_CONTENT = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'content-range',
  'transfer-encoding',
];

/** One test for each case. */
export function testCases(port: () => number, cases: readonly Case[]): void {
  for (const { rule, send, with: sent = {}, status, fields = {}, body } of cases) {
    it(`${rule}: ${send}${describeFields(sent)} -> ${status}`, async () => {
      const [method, path] = send.split(' ') as [string, string];
      const answer = await request(port(), method, path, sent);
      expect(answer.status, answer.body).to.equal(status);
      for (const [name, value] of Object.entries(fields)) expect(answer.headers[name], name).to.deep.equal(value);
      if (body !== undefined) expect(answer.body).to.equal(body);
      if (status !== 304) return;
      expect(answer.body).to.equal('');
      for (const name of OF_CONTENT) expect(answer.headers[name], name).to.equal(undefined);
      if (answer.headers.etag !== undefined) expect(answer.headers['last-modified']).to.equal(undefined);
    });
  }
}

function describeFields(fields: Fields): string {
  return Object.entries(fields)
    .map(([name, value]) => `, ${name}: ${typeof value === 'string' ? value : value.join(' + ')}`)
    .join('');
}
