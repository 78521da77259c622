import { expect } from 'chai';
import {
  type EntityTag,
  evaluatePreconditions,
  evaluateRange,
  parseEntityTag,
  parseEntityTagList,
  parseHttpDate,
  type Validators,
} from 'routing-controllers-etag/http';
import { growthOfTime } from './growth-of-time';
import { hostileFields } from './hostile-fields.cases';
import { evaluateWithUnknownTag, isFieldValue, uncodedTag, withAcceptedForms } from './internals';

/** Node's default limit for all header fields of a request. */
const HEADER_LIMIT = 16_384;

/** Between the 4 of a time that is linear and the 16 of one that is quadratic. */
const MOST_GROWTH = 9;

const UNCONDITIONAL = {
  ifMatch: undefined,
  ifUnmodifiedSince: undefined,
  ifNoneMatch: undefined,
  ifModifiedSince: undefined,
};
const current: Validators = { etag: { value: 'v1', weak: false }, lastModified: 0 };

const tag: EntityTag = { value: 'v1', weak: false };

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
    name: 'If-Match and If-None-Match against a tag that is unknown',
    read: (text) => evaluateWithUnknownTag('PUT', { ...UNCONDITIONAL, ifMatch: text, ifNoneMatch: text }, {}),
  },
  { name: 'the mark of a coding', read: (value) => uncodedTag({ value, weak: false }, { apacheMarks: true }) },
  { name: 'Accept-Encoding', read: (text) => withAcceptedForms([tag], text) },
  { name: 'a field value', read: isFieldValue },
  {
    name: 'If-Modified-Since',
    read: (ifModifiedSince) => evaluatePreconditions('GET', { ...UNCONDITIONAL, ifModifiedSince }, current),
  },
  {
    name: 'If-Unmodified-Since',
    read: (ifUnmodifiedSince) => evaluatePreconditions('PUT', { ...UNCONDITIONAL, ifUnmodifiedSince }, current),
  },
  {
    name: 'Range',
    read: (text) => {
      evaluateRange('GET', { range: `bytes=${text}`, ifRange: undefined }, { length: 1000 });
    },
  },
  {
    name: 'If-Range',
    read: (ifRange) => {
      evaluateRange('GET', { range: 'bytes=0-', ifRange }, { ...current, length: 1000 });
    },
  },
];

describe('hostile fields take time linear in their length: four times as long, four times the time', () => {
  for (const { name, ofLength } of hostileFields) {
    it(name, () => {
      const [short, long] = [ofLength(HEADER_LIMIT / 4), ofLength(HEADER_LIMIT)];
      for (const { name, read } of readers) {
        const growth = growthOfTime(read, short, long, MOST_GROWTH);
        expect(growth, `${name}: the time of ${long.length} characters / ${short.length}`).to.be.below(MOST_GROWTH);
      }
    });
  }
});
