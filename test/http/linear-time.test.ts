import { expect } from 'chai';
import {
  evaluatePreconditions,
  parseEntityTag,
  parseEntityTagList,
  parseHttpDate,
  type Validators,
} from 'routing-controllers-etag/http';
import { countReads } from './counted-text';
import { hostileFields } from './hostile-fields.cases';

/** Node's default limit for all header fields of a request. */
const HEADER_LIMIT = 16_384;

/** How often a character of a field may be read, and what any field may cost besides. */
const READS_PER_CHARACTER = 6;
const CONSTANT_READS = 64;

const UNCONDITIONAL = {
  ifMatch: undefined,
  ifUnmodifiedSince: undefined,
  ifNoneMatch: undefined,
  ifModifiedSince: undefined,
};
const current: Validators = { etag: { value: 'v1', weak: false }, lastModified: 0 };

const readers: readonly { name: string; read: (text: string) => void }[] = [
  { name: 'parseEntityTag', read: parseEntityTag },
  { name: 'parseEntityTagList', read: parseEntityTagList },
  { name: 'parseHttpDate', read: (text) => parseHttpDate(text) },
  { name: 'If-Match', read: (ifMatch) => evaluatePreconditions('PUT', { ...UNCONDITIONAL, ifMatch }, current) },
  {
    name: 'If-None-Match',
    read: (ifNoneMatch) => evaluatePreconditions('GET', { ...UNCONDITIONAL, ifNoneMatch }, current),
  },
  {
    name: 'If-None-Match against a tag as long as the field',
    read: (ifNoneMatch) =>
      evaluatePreconditions(
        'GET',
        { ...UNCONDITIONAL, ifNoneMatch },
        { etag: { value: 'a'.repeat(ifNoneMatch.length - 2), weak: false } },
      ),
  },
  {
    name: 'If-Modified-Since',
    read: (ifModifiedSince) => evaluatePreconditions('GET', { ...UNCONDITIONAL, ifModifiedSince }, current),
  },
  {
    name: 'If-Unmodified-Since',
    read: (ifUnmodifiedSince) => evaluatePreconditions('PUT', { ...UNCONDITIONAL, ifUnmodifiedSince }, current),
  },
];

describe('hostile fields take time linear in their length, counted in characters read', () => {
  for (const { name, ofLength } of hostileFields) {
    it(name, () => {
      for (const { name, read } of readers) {
        for (const length of [64, 1024, HEADER_LIMIT, 4 * HEADER_LIMIT]) {
          const text = ofLength(length);
          const limit = text.length * READS_PER_CHARACTER + CONSTANT_READS;
          expect(countReads(text, read), `${name}, ${text.length} characters`).to.be.at.most(limit);
        }
      }
    });
  }
});
