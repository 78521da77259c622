import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import fresh from 'fresh';
import fresh05 from 'fresh-0.5';
import * as http from 'routing-controllers-etag/http';
import { fieldLines } from './field-lines';
import { hostileFields } from './hostile-fields';
import { receivedHeaders } from './received-headers';
import { measureRounds, median, ratio, type Task } from './rounds';
import type { Table } from './table';

/** An index of re-exports has accessors: they are read once, as the imports of an ES module are. */
const { entityTag, evaluatePreconditions, formatEntityTag, formatHttpDate, readConditions } = http;

/** How many different requests a row rotates over. */
const REQUESTS = 128;

interface Resource {
  readonly etag: http.EntityTag;
  readonly lastModified: number;
}

interface Row {
  readonly name: string;
  readonly weak?: true;
  readonly fields: (resource: Resource) => readonly string[];
  readonly notModified: boolean;
  /** How many times as fast as `fresh`, or how many nanoseconds slower at most. */
  readonly target: { readonly times: number } | { readonly nanoseconds: number };
}

const ROWS: readonly Row[] = [
  { name: 'no condition', fields: () => [], notModified: false, target: { nanoseconds: 20 } },
  { name: 'one matching tag', fields: ({ etag }) => [ifNoneMatch(etag)], notModified: true, target: { times: 5 } },
  {
    name: 'one matching weak tag',
    weak: true,
    fields: ({ etag }) => [ifNoneMatch(etag)],
    notModified: true,
    target: { times: 5 },
  },
  { name: 'one stale tag', fields: () => [ifNoneMatch(newTag())], notModified: false, target: { times: 3 } },
  {
    name: 'ten tags, the last matching',
    fields: ({ etag }) => [ifNoneMatch(...Array.from({ length: 9 }, () => newTag()), etag)],
    notModified: true,
    target: { times: 5 },
  },
  {
    name: 'If-Modified-Since',
    fields: ({ lastModified }) => [`If-Modified-Since: ${formatHttpDate(lastModified)}`],
    notModified: true,
    target: { times: 5 },
  },
];

function ifNoneMatch(...tags: http.EntityTag[]): string {
  return `If-None-Match: ${tags.map(formatEntityTag).join(', ')}`;
}

/** 27 characters: a SHA-1 in Base64. */
function newTag(weak = false): http.EntityTag {
  return entityTag(randomBytes(20).toString('base64url'), { weak });
}

/** A request, and the version of what it asks for: as `fresh` takes it, and as this library does. */
interface Sample {
  readonly request: IncomingHttpHeaders;
  readonly response: Record<string, string>;
  readonly validators: http.Validators;
}

async function samplesOf(row: Row): Promise<Sample[]> {
  const resources = Array.from({ length: REQUESTS }, (_, index) => ({
    etag: newTag(row.weak),
    lastModified: Date.UTC(2025, index % 12, (index % 28) + 1, index % 24, index % 60, (index * 7) % 60),
  }));
  const requests = await receivedHeaders(resources.map(row.fields));
  return requests.map((request, index) => {
    const { etag, lastModified } = resources[index] as Resource;
    return {
      request,
      response: { etag: formatEntityTag(etag), 'last-modified': formatHttpDate(lastModified) },
      validators: { etag, lastModified },
    };
  });
}

/** The loops are written out: one that called whom it measures through a variable would measure that call, too. */
const CONTENDERS: readonly ((samples: readonly Sample[]) => Task)[] = [
  (samples) => (times) => {
    let notModified = 0;
    for (let time = 0; time < times; time++) {
      const { request, validators } = samples[time % REQUESTS] as Sample;
      const conditions = readConditions(fieldLines(request));
      if (evaluatePreconditions('GET', conditions, validators).outcome === 'not-modified') notModified++;
    }
    return notModified;
  },
  (samples) => (times) => {
    let notModified = 0;
    for (let time = 0; time < times; time++) {
      const { request, response } = samples[time % REQUESTS] as Sample;
      if (fresh(request, response)) notModified++;
    }
    return notModified;
  },
  (samples) => (times) => {
    let notModified = 0;
    for (let time = 0; time < times; time++) {
      const { request, response } = samples[time % REQUESTS] as Sample;
      if (fresh05(request, response)) notModified++;
    }
    return notModified;
  },
];

async function usualFields(): Promise<Table> {
  const tasks: Task[] = [];
  for (const row of ROWS) {
    const samples = await samplesOf(row);
    for (const [index, contender] of CONTENDERS.entries()) {
      const task = contender(samples);
      if (task(REQUESTS) !== (row.notModified ? REQUESTS : 0)) {
        throw new Error(`${row.name}: contender ${index} gives another answer`);
      }
      tasks.push(task);
    }
  }
  const rounds = measureRounds(tasks, 41);
  return {
    title: 'The preconditions of a GET: nanoseconds',
    columns: ['request', 'this library', 'fresh 2.0.0', 'fresh 0.5.2', '2.0.0 / ours', '0.5.2 / ours', 'target', ''],
    rows: ROWS.map((row, index) =>
      resultRow(row, rounds.slice(index * 3, index * 3 + 3) as [number[], number[], number[]]),
    ),
  };
}

function resultRow({ name, target }: Row, [ours, two, half]: readonly [number[], number[], number[]]): string[] {
  const factors = [ratio(two, ours), ratio(half, ours)];
  const met =
    'times' in target
      ? Math.min(...factors) >= target.times
      : median(ours) - Math.min(median(two), median(half)) <= target.nanoseconds;
  return [
    name,
    ...[ours, two, half].map((samples) => median(samples).toFixed(1)),
    ...factors.map((factor) => `${factor.toFixed(1)} x`),
    'times' in target ? `${target.times} x` : `+ ${target.nanoseconds} ns`,
    met ? 'met' : 'MISSED',
  ];
}

const KIBIBYTES = [1, 2, 4, 8, 16];

async function hostileTable(): Promise<Table> {
  const etag = newTag();
  const current = { etag, lastModified: Date.UTC(2025, 0, 1) };
  const fields = hostileFields(etag);
  const tasks: Task[] = [];
  for (const { name, method, line, outcome } of fields) {
    for (const request of await receivedHeaders(KIBIBYTES.map((size) => [line(size * 1024)]))) {
      const evaluate = () => evaluatePreconditions(method, readConditions(fieldLines(request)), current).outcome;
      if (evaluate() !== outcome) throw new Error(`${name}: ${evaluate()}`);
      tasks.push((times) => {
        let counted = 0;
        for (let time = 0; time < times; time++) if (evaluate() === outcome) counted++;
        return counted;
      });
    }
  }
  const rounds = measureRounds(tasks, 9);
  return {
    title: 'Hostile fields: nanoseconds for each byte',
    columns: ['field', ...KIBIBYTES.map((size) => `${size} KiB`)],
    rows: fields.map(({ name }, row) => [
      name,
      ...KIBIBYTES.map((size, column) => {
        const samples = rounds[row * KIBIBYTES.length + column] as number[];
        return (median(samples) / (size * 1024)).toFixed(2);
      }),
    ]),
  };
}

/** `readConditions` and `evaluatePreconditions` beside `fresh`, which Koa and Express use. */
export async function evaluation(): Promise<{ tables: Table[] }> {
  return { tables: [await usualFields(), await hostileTable()] };
}
