import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import axios from 'axios';
import { setupCache } from 'axios-cache-interceptor';
import makeFetchHappen from 'make-fetch-happen';
import { Agent, interceptors, request } from 'undici';

/** Gets the document, from the server or from what the client has kept. */
export type Read = (url: string) => Promise<string>;

export interface Client {
  readonly name: string;
  /** The program that it needs. */
  readonly program?: string;
  /** Which of the resources it can revalidate. */
  readonly resources: readonly string[];
  /**
   * Makes a client that has read nothing yet.
   *
   * @param directory - an empty one for what it keeps
   */
  open(directory: string, program: string): Read;
}

const run = promisify(execFile);

const TAGGED = ['/tagged', '/shallow'];
const ALL = [...TAGGED, '/dated'];

export const clients: readonly Client[] = [
  {
    name: 'curl --etag-save --etag-compare',
    program: 'curl',
    resources: TAGGED,
    open: (directory, curl) => {
      const [tag, content] = [join(directory, 'tag'), join(directory, 'content')];
      return async (url) => {
        await run(curl, ['-sS', '--etag-save', tag, '--etag-compare', tag, '-o', content, url]);
        return readFileSync(content, 'utf8');
      };
    },
  },
  {
    name: 'curl -z',
    program: 'curl',
    resources: ['/dated'],
    open: (directory, curl) => {
      const content = join(directory, 'content');
      return async (url) => {
        const since = existsSync(content) ? ['-z', content] : [];
        await run(curl, ['-sS', '-R', ...since, '-o', content, url]);
        return readFileSync(content, 'utf8');
      };
    },
  },
  {
    name: "Node's fetch, with a tag kept by hand",
    resources: TAGGED,
    open: () => byHand('etag', 'If-None-Match'),
  },
  {
    name: "Node's fetch, with a date kept by hand",
    resources: ['/dated'],
    open: () => byHand('last-modified', 'If-Modified-Since'),
  },
  {
    name: "undici's cache interceptor",
    resources: ALL,
    open: () => {
      const dispatcher = new Agent().compose(interceptors.cache());
      return async (url) => (await request(url, { dispatcher })).body.text();
    },
  },
  {
    name: 'make-fetch-happen',
    resources: ALL,
    open: (directory) => {
      const fetch = makeFetchHappen.defaults({ cachePath: directory });
      return async (url) => (await fetch(url)).text();
    },
  },
  {
    name: 'axios-cache-interceptor',
    resources: ALL,
    open: () => {
      // It compares Vary with the fields that it was given, and axios adds its own Accept-Encoding later.
      const client = setupCache(axios.create({ headers: { 'Accept-Encoding': 'gzip' } }));
      return async (url) => (await client.get<string>(url)).data;
    },
  },
];

/** fetch in Node has no cache; and to conditional requests it adds `Cache-Control: no-cache`. */
function byHand(validator: string, condition: string): Read {
  let known: { readonly validator: string; readonly text: string } | undefined;
  return async (url) => {
    const response = await fetch(url, known && { headers: { [condition]: known.validator } });
    if (response.status === 304 && known !== undefined) return known.text;
    const text = await response.text();
    known = { validator: response.headers.get(validator) ?? '', text };
    return text;
  };
}
