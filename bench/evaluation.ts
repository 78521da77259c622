import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import fresh from 'fresh';
import fresh05 from 'fresh-0.5';
import * as http from 'routing-controllers-etag/http';
import { hostileFields } from './hostile-fields';
import { documentedLookUp, koaLookUp } from './look-ups';
import { receivedRequests } from './received-requests';
import { measureRounds, median, ratio, type Task } from './rounds';
import type { Table } from './table';

/** Read once, like the imports of an ES module, because the properties of a re-exporting index are accessors. */
const { entityTag, evaluatePreconditions, formatEntityTag, formatHttpDate, readConditions } = http;

/** How many different requests a row uses in rotation. */
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
  /** The target speed, as a multiple of that of `fresh` 2. */
  readonly target: number;
}

const ROWS: readonly Row[] = [
  { name: 'no condition', fields: () => [], notModified: false, target: 1 },
  { name: 'one matching tag', fields: ({ etag }) => [ifNoneMatch(etag)], notModified: true, target: 1.5 },
  {
    name: 'one matching weak tag',
    weak: true,
    fields: ({ etag }) => [ifNoneMatch(etag)],
    notModified: true,
    target: 1.5,
  },
  { name: 'one stale tag', fields: () => [ifNoneMatch(newTag())], notModified: false, target: 1.5 },
  {
    name: 'ten tags, the last matching',
    fields: ({ etag }) => [ifNoneMatch(...newTags(9), etag)],
    notModified: true,
    target: 1,
  },
  {
    name: '300 tags, the last matching',
    fields: ({ etag }) => [ifNoneMatch(...newTags(299), etag)],
    notModified: true,
    target: 1,
  },
  {
    name: 'If-Modified-Since',
    fields: ({ lastModified }) => [`If-Modified-Since: ${formatHttpDate(lastModified)}`],
    notModified: true,
    target: 1.5,
  },
];

function ifNoneMatch(...tags: http.EntityTag[]): string {
  return `If-None-Match: ${tags.map(formatEntityTag).join(', ')}`;
}

/** A tag of 27 characters, like a SHA-1 in Base64. */
function newTag(weak = false): http.EntityTag {
  return entityTag(randomBytes(20).toString('base64url'), { weak });
}

function newTags(count: number): http.EntityTag[] {
  return Array.from({ length: count }, () => newTag());
}

/** A request and the version of its resource, in the forms that `fresh` and this library accept. */
interface Sample {
  readonly headers: IncomingHttpHeaders;
  readonly documented: http.FieldLines;
  readonly koa: http.FieldLines;
  readonly response: Record<string, string>;
  readonly validators: http.Validators;
}

async function samplesOf(row: Row): Promise<Sample[]> {
  const resources = Array.from({ length: REQUESTS }, (_, index) => ({
    etag: newTag(row.weak),
    lastModified: Date.UTC(2025, index % 12, (index % 28) + 1, index % 24, index % 60, (index * 7) % 60),
  }));
  const requests = await receivedRequests(resources.map(row.fields));
  return requests.map((request, index) => {
    const { etag, lastModified } = resources[index] as Resource;
    return {
      headers: request.headers,
      documented: documentedLookUp(request),
      koa: koaLookUp(request),
      response: { etag: formatEntityTag(etag), 'last-modified': formatHttpDate(lastModified) },
      validators: { etag, lastModified },
    };
  });
}

/** The loops are repeated on purpose: a shared loop would also measure an indirect call. */
const CONTENDERS: readonly ((samples: readonly Sample[]) => Task)[] = [
  (samples) => (times) => {
    let notModified = 0;
    for (let time = 0; time < times; time++) {
      const { documented, validators } = samples[time % REQUESTS] as Sample;
      const conditions = readConditions(documented);
      if (evaluatePreconditions('GET', conditions, validators).outcome === 'not-modified') notModified++;
    }
    return notModified;
  },
  (samples) => (times) => {
    let notModified = 0;
    for (let time = 0; time < times; time++) {
      const { koa, validators } = samples[time % REQUESTS] as Sample;
      const conditions = readConditions(koa);
      if (evaluatePreconditions('GET', conditions, validators).outcome === 'not-modified') notModified++;
    }
    return notModified;
  },
  (samples) => (times) => {
    let notModified = 0;
    for (let time = 0; time < times; time++) {
      const { headers, response } = samples[time % REQUESTS] as Sample;
      if (fresh(headers, response)) notModified++;
    }
    return notModified;
  },
  (samples) => (times) => {
    let notModified = 0;
    for (let time = 0; time < times; time++) {
      const { headers, response } = samples[time % REQUESTS] as Sample;
      if (fresh05(headers, response)) notModified++;
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
        throw new Error(`${row.name}: contender ${index} has a different result`);
      }
      tasks.push(task);
    }
  }
  const rounds = measureRounds(tasks, 41);
  const perRow = CONTENDERS.length;
  return {
    title: 'The preconditions of a GET: nanoseconds',
    columns: ['request', 'as documented', 'on Koa', 'fresh 2.0.0', 'fresh 0.5.2', 'documented', 'Koa', 'target', ''],
    rows: ROWS.map((row, index) => resultRow(row, rounds.slice(index * perRow, (index + 1) * perRow))),
  };
}

function resultRow({ name, target }: Row, samples: readonly number[][]): string[] {
  const [documented = [], koa = [], fresh2 = []] = samples;
  const factors = [ratio(fresh2, documented), ratio(fresh2, koa)];
  return [
    name,
    ...samples.map((each) => median(each).toFixed(1)),
    ...factors.map((factor) => `${factor.toFixed(1)} x`),
    `${target} x`,
    Math.min(...factors) >= target ? 'met' : 'MISSED',
  ];
}

const KIBIBYTES = [1, 2, 4, 8, 16];

async function hostileTable(): Promise<Table> {
  const etag = newTag();
  const current = { etag, lastModified: Date.UTC(2025, 0, 1) };
  const fields = hostileFields(etag);
  const tasks: Task[] = [];
  for (const { name, method, line, outcome } of fields) {
    for (const request of await receivedRequests(KIBIBYTES.map((size) => [line(size * 1024)]))) {
      const lookUp = documentedLookUp(request);
      const evaluate = () => evaluatePreconditions(method, readConditions(lookUp), current).outcome;
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

/** Compares `readConditions` and `evaluatePreconditions` with `fresh`, which Koa and Express use. */
export async function evaluation(): Promise<{ tables: Table[] }> {
  return { tables: [await usualFields(), await hostileTable()] };
}
