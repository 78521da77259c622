import { PassThrough, Readable } from 'node:stream';

/** What an action can answer with. */
export interface BodyCase {
  readonly description: string;
  /** Made anew for each request. */
  readonly make: () => unknown;
  /** A `Content-Type` that the action sets. */
  readonly type?: string;
  /** What koa 2 knows nothing of. */
  readonly koa3?: true;
}

/** Characters of one, two, three and four bytes in UTF-8. */
const SCRIPTS = 'a é ß 日本 𝄞 👩‍🚀';

/** Bodies that are in memory: they are tagged with the digest of the bytes that are sent. */
export const inMemory: readonly BodyCase[] = [
  { description: 'a string', make: () => 'text' },
  { description: 'an empty string', make: () => '' },
  { description: 'a string in many scripts', make: () => SCRIPTS },
  { description: 'a string that is no Unicode', make: () => 'half a character: \ud834' },
  { description: 'a string with markup', make: () => ' <p>text</p>' },
  { description: 'a string with a type of its own', make: () => '# text', type: 'text/markdown' },
  { description: 'a string of several pieces', make: () => SCRIPTS.repeat(6_000) },
  { description: 'a Buffer', make: () => Buffer.from([0, 1, 254, 255]) },
  { description: 'an empty Buffer', make: () => Buffer.alloc(0) },
  { description: 'a Buffer of several pieces', make: () => Buffer.alloc(300_001, 'buffer') },
  { description: 'a Buffer with a type of its own', make: () => Buffer.from('GIF89a'), type: 'image/gif' },
  { description: 'a Uint8Array', make: () => new Uint8Array([0, 1, 254, 255]) },
  { description: 'a part of a Uint8Array', make: () => new Uint8Array([9, 0, 1, 254, 255, 9]).subarray(1, 5) },
  { description: 'an object', make: () => ({ name: SCRIPTS, nested: { at: new Date(0) }, none: undefined }) },
  { description: 'an empty object', make: () => ({}) },
  {
    description: 'an object with a type of its own',
    make: () => ({ type: 'about:blank' }),
    type: 'application/problem+json',
  },
  { description: 'an object without a prototype', make: () => Object.assign(Object.create(null), { a: 1 }) },
  { description: 'an array', make: () => [1, 'two', null] },
  { description: 'an empty array', make: () => [] },
  { description: 'a number', make: () => 42.5 },
  { description: 'the number 0', make: () => 0 },
  { description: 'true', make: () => true },
  { description: 'false', make: () => false },
  { description: 'a Date', make: () => new Date(0) },
  { description: 'a Map, which is {} in JSON', make: () => new Map([[1, 2]]) },
];

/** Bodies that are not: they pass as they are. */
export const notInMemory: readonly BodyCase[] = [
  { description: 'a Node stream', make: () => Readable.from([Buffer.from('one'), Buffer.from('two')]) },
  { description: 'an empty Node stream', make: () => Readable.from([]) },
  { description: 'a stream with a type of its own', make: () => Readable.from([Buffer.from('a,b')]), type: 'text/csv' },
  { description: 'a transforming stream', make: () => new PassThrough().end('through') },
  { description: 'a Blob', make: () => new Blob(['blob'], { type: 'text/x-blob' }), koa3: true },
  { description: 'a web ReadableStream', make: () => new Blob(['web']).stream(), koa3: true },
  {
    description: 'a fetch Response',
    make: () => new Response('fetched', { headers: { 'X-From': 'there' } }),
    koa3: true,
  },
  { description: 'a fetch Response without content', make: () => new Response(null), koa3: true },
];
