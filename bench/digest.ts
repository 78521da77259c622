import { createHash, hash } from 'node:crypto';
import { createRequire } from 'node:module';
import xxhash from 'xxhash-wasm';
import { measureRounds, median, ratio, type Task } from './rounds';
import type { Table } from './table';

type Body = string | Buffer;
type Digest = (body: Body) => string;

/** Not exported by an entry point of the package. The path is relative to the compiled benchmark. */
const { defaultDigest } = require('../../dist/body/body-digest.js') as typeof import('../dist/body/body-digest');

/** The package that `@koa/etag`, Express and others use. */
const etag = createRequire(require.resolve('@koa/etag'))('etag') as Digest;

const ROUNDS = 9;

/** How many different bodies a row uses in rotation. */
const BODIES = 8;

const SIZES = [
  ['128 B', 128],
  ['1 KB', 1024],
  ['10 KB', 10_240],
  ['100 KB', 102_400],
  ['1 MB', 1_048_576],
] as const;

/** The texts of the bodies. V8 stores the first two with one byte per character, and the third with two. */
const SENTENCES = {
  ASCII: 'The server does the least work that HTTP allows. ',
  'Latin-1': 'Über Größe, Café und señor: naïve façade, Ærø. ',
  'other scripts': 'サーバーは最小限の仕事 — сервер делает меньше. ',
} as const;

/** JSON of about `bytes` bytes, different for each index. */
function json(sentence: string, bytes: number, index: number): string {
  const times = Math.ceil(bytes / Buffer.byteLength(sentence));
  const characters = Math.round((bytes / Buffer.byteLength(sentence)) * sentence.length);
  return JSON.stringify({ id: index, text: sentence.repeat(times + 1).slice(index, index + characters) });
}

async function contenders(): Promise<ReadonlyMap<string, Digest>> {
  const { h64, h64Raw } = await xxhash();
  return new Map<string, Digest>([
    ['etag', etag],
    ['createHash sha1', (body) => createHash('sha1').update(body).digest('base64url')],
    ['hash sha1', (body) => hash('sha1', body, 'base64url')],
    ['hash sha256', (body) => hash('sha256', body, 'base64url')],
    ['xxhash-wasm', (body) => (typeof body === 'string' ? h64(body) : h64Raw(body)).toString(16)],
    ['default', await defaultDigest()],
  ]);
}

function taskOf(digest: Digest, bodies: readonly Body[]): Task {
  return (times) => {
    let characters = 0;
    for (let time = 0; time < times; time++) characters += digest(bodies[time % BODIES] as Body).length;
    return characters;
  };
}

interface Row {
  readonly name: string;
  readonly bodies: readonly Body[];
}

function rows(): Row[] {
  const indices = Array.from({ length: BODIES }, (_, index) => index);
  const strings = Object.entries(SENTENCES).flatMap(([script, sentence]) =>
    SIZES.map(([size, bytes]) => ({
      name: `${size}, a string, ${script}`,
      bodies: indices.map((index) => json(sentence, bytes, index)),
    })),
  );
  const buffers = SIZES.map(([size, bytes]) => ({
    name: `${size}, a Buffer`,
    bodies: indices.map((index) => Buffer.from(json(SENTENCES.ASCII, bytes, index))),
  }));
  return [...strings, ...buffers];
}

/** Compares the default digest of `ShallowEtag` with those of Node and of maintained packages. */
export async function digest(): Promise<{ tables: Table[] }> {
  const digests = await contenders();
  const measured = rows();
  const rounds = measureRounds(
    measured.flatMap(({ bodies }) => Array.from(digests.values(), (each) => taskOf(each, bodies))),
    ROUNDS,
  );
  return {
    tables: [
      {
        title: 'The digest of a body in memory, microseconds of processor time',
        columns: ['body', ...digests.keys(), 'etag / default', 'hash sha1 / default'],
        rows: measured.map(({ name }, row) => {
          const samples = rounds.slice(row * digests.size, (row + 1) * digests.size);
          const own = samples.at(-1) as number[];
          return [
            name,
            ...samples.map((each) => (median(each) / 1000).toFixed(2)),
            `${ratio(samples[0] as number[], own).toFixed(1)} x`,
            `${ratio(samples[2] as number[], own).toFixed(1)} x`,
          ];
        }),
      },
    ],
  };
}
