import { expect } from 'chai';
import type { Restriction, Setup } from './controllers/app';
import type { Answer, Fields } from './request';

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
  readonly fields?: Readonly<Record<string, string | readonly string[] | undefined>>;
  /** The action's result, whether it comes in an envelope or not. */
  readonly result?: unknown;
  /** What the content is. */
  readonly content?: string;
  /** What an error's message tells. */
  readonly message?: RegExp | string;
  /** Where the rule applies, if not everywhere. */
  readonly only?: Restriction;
  /** Whether nothing of ours is on the answer: a tag can only be that of the framework itself, which Express adds. */
  readonly untouched?: boolean;
  /** What of the controller has run, in this order. */
  readonly ran?: readonly string[];
}

/**
 * Cases as text: a line for each rule, and below it a line for each exchange.
 *
 * ```
 * a rule
 *   {GET,HEAD} /notes/1 | If-None-Match: "v1" -> 304 | etag: "v1" | no last-modified | ran tag 1
 *   PUT /notes/1 | body {"text":"new"} -> 412 | says If-Match does not name
 * ```
 *
 * Behind the status may stand response fields, `no` with a field that must not be there, `ran` with what has run (or
 * `nothing`), `untouched`, `result` with JSON, `content` and `says` with text. Braces stand for one exchange each, and
 * those of a response for as many as those that come first in its request.
 */
export function exchanges(text: string): Case[] {
  const cases: Case[] = [];
  let rule = '';
  for (const line of text.split('\n').map((each) => each.replace(/^ +| +$/g, ''))) {
    const [request = '', response] = line.split(' -> ');
    if (response === undefined) rule = line || rule;
    else if (rule === '') throw new Error(`an exchange without a rule: ${line}`);
    else
      for (const [sent, got] of alternatives(request, response))
        cases.push({ rule, ...requested(sent), ...expected(got) });
  }
  return cases;
}

const BRACES = /\{([^{}"]*,[^{}"]*)\}/;

/** One exchange for each member of the first braces of the request, then of the next, and so on. */
function alternatives(request: string, response: string): (readonly [request: string, response: string])[] {
  const members = BRACES.exec(request)?.[1]?.split(',');
  if (members === undefined) return [[request, response]];
  return members.flatMap((member, index) => {
    const inStep = response.replace(new RegExp(BRACES, 'g'), (_, list: string) => list.split(',')[index] as string);
    return alternatives(
      request.replace(BRACES, () => member),
      inStep,
    );
  });
}

function requested(text: string): Pick<Case, 'send' | 'with' | 'body'> {
  const [send = '', ...parts] = text.split(' | ');
  const fields: Record<string, string | string[]> = {};
  let body: unknown;
  for (const part of parts) {
    if (part.startsWith('body ')) {
      body = JSON.parse(part.slice('body '.length));
      continue;
    }
    const [name, value] = fieldIn(part);
    fields[name] = name in fields ? [fields[name] ?? '', value].flat() : value;
  }
  return { send, with: fields, ...(body !== undefined && { body }) };
}

function expected(text: string): Omit<Case, 'rule' | 'send' | 'with'> {
  const [status, ...parts] = text.split(' | ');
  const fields: Record<string, string | undefined> = {};
  const found: { -readonly [Name in keyof Case]?: Case[Name] } = {};
  for (const part of parts) {
    const [, word, rest = ''] = /^(no|ran|result|content|says) (.*)$/.exec(part) ?? [];
    if (part === 'untouched') found.untouched = true;
    else if (word === 'no') fields[rest] = undefined;
    else if (word === 'ran') found.ran = rest === 'nothing' ? [] : rest.split(', ');
    else if (word === 'result') found.result = JSON.parse(rest);
    else if (word === 'content') found.content = rest;
    else if (word === 'says') found.message = rest;
    else {
      const [name, value] = fieldIn(part);
      fields[name] = value;
    }
  }
  return { status: Number(status), fields, ...found };
}

function fieldIn(part: string): [name: string, value: string] {
  const [, name, value = ''] = /^([\w-]+):(?: (.*))?$/s.exec(part) ?? [];
  if (name === undefined) throw new Error(`this is no field: ${part}`);
  return [name, value];
}

/** What answers the cases. */
export interface Target {
  /** What has reached the application as an error. */
  readonly errors: unknown[];
  readonly setup?: Setup;
  send(method: string, path: string, fields: Fields, body?: string): Promise<Answer>;
}

/** One test for each case. `ran` is where the controllers note what has run. */
export function testCases(target: Target, ran: string[], cases: readonly Case[]): void {
  const { setup, errors } = target;
  for (const each of cases) {
    if (setup !== undefined && each.only?.applies(setup) === false) continue;
    const status = typeof each.status === 'number' ? each.status : each.status(setup as Setup);
    it(`${each.rule}: ${each.send}${describeFields(each.with)} -> ${status}`, async () => {
      ran.length = 0;
      errors.length = 0;
      const answer = await sendCase(target, each);
      expect(answer.status, answer.body).to.equal(status);
      for (const [name, value] of Object.entries(each.fields ?? {})) {
        expect(answer.headers[name], name).to.deep.equal(value);
      }
      const ofFramework = each.untouched === true && setup?.driver.kind === 'express';
      if (each.untouched && !ofFramework) expect(answer.headers.etag).to.equal(undefined);
      expectWellFormed(answer, ofFramework ? { ...each, fields: { etag: undefined } } : each, errors);
      if (each.result !== undefined) {
        expect(JSON.parse(answer.body)).to.deep.equal(setup?.envelope ? { data: each.result } : each.result);
      }
      if (each.content !== undefined) expect(answer.body).to.equal(each.content);
      if (typeof each.message === 'string') expect(withoutEscapes(answer.body)).to.contain(each.message);
      else if (each.message !== undefined) expect(answer.body).to.match(each.message);
      if (each.ran !== undefined) expect(ran).to.deep.equal(each.ran);
    });
  }
}

function sendCase(target: Target, { send, with: fields = {}, body }: Case): Promise<Answer> {
  const [method, path] = send.split(' ') as [string, string];
  if (body === undefined) return target.send(method, path, fields);
  return target.send(method, path, { 'Content-Type': 'application/json', ...fields }, JSON.stringify(body));
}

function describeFields(fields: Fields = {}): string {
  return Object.entries(fields)
    .map(([name, value]) => `, ${name}: ${typeof value === 'string' ? value : value.join(' + ')}`)
    .join('');
}

/** JSON escapes the quotes of a message. */
function withoutEscapes(json: string): string {
  return json.replaceAll('\\"', '"');
}

/** What must not be on an answer that is no 2xx and no 304. */
const OURS = ['etag', 'last-modified', 'cache-control', 'expires', 'vary'];

/** What says something of a content that a 304 does not have. */
export const OF_CONTENT = [
  'content-type',
  'content-length',
  'content-encoding',
  'content-language',
  'content-range',
  'transfer-encoding',
];

/** What holds for every answer, whatever the case is about. */
function expectWellFormed({ status, headers, body }: Answer, { fields = {} }: Case, errors: readonly unknown[]): void {
  if (status === 304) {
    expect(body).to.equal('');
    for (const name of OF_CONTENT) expect(headers[name], name).to.equal(undefined);
    if (headers.etag !== undefined) expect(headers['last-modified']).to.equal(undefined);
    expect(errors, 'a 304 is no error of the application').to.deep.equal([]);
  } else if (status < 200 || status > 299) {
    // The text of Express' redirections depends on what the client accepts.
    const theirs = headers.location !== undefined && headers.vary === 'Accept' ? ['vary'] : [];
    for (const name of OURS) {
      if (!(name in fields) && !theirs.includes(name)) expect(headers[name], name).to.equal(undefined);
    }
  }
}
