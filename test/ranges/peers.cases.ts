import type { Fields } from '../request';

/** Who answers, in the order of the table's columns. */
export const PEERS = ['koa-range', 'koa-static', 'express.static', 'this library'] as const;

/** A row of the table in docs/ranges.md, which is about a resource of eleven bytes. */
export interface PeerCase {
  readonly row: string;
  /** Made of the tag that the peer itself gives. */
  readonly fields: (etag: string) => Fields;
  /** What each of them answers, as the document has it. */
  readonly answers: readonly [string, string, string, string];
}

export const peerCases: readonly PeerCase[] = [
  {
    row: '`Range: bytes=0-4`',
    fields: () => ({ Range: 'bytes=0-4' }),
    answers: ['206', '200', '206', '206'],
  },
  {
    row: 'the last five bytes: `bytes=-5`',
    fields: () => ({ Range: 'bytes=-5' }),
    answers: ['416', '200', '206', '206'],
  },
  {
    row: 'two ranges',
    fields: () => ({ Range: 'bytes=0-1,5-6' }),
    answers: ['206 with the first one', '200', '200', '206 with both'],
  },
  {
    row: 'after the last byte: `bytes=11-`',
    fields: () => ({ Range: 'bytes=11-' }),
    answers: ['206', '200', '416', '416'],
  },
  {
    row: 'another unit: `items=0-4`',
    fields: () => ({ Range: 'items=0-4' }),
    answers: ['416', '200', '200', '200'],
  },
  {
    row: '`If-Range` with an older tag',
    fields: () => ({ Range: 'bytes=0-4', 'If-Range': '"older"' }),
    answers: ['206', '200', '200', '200'],
  },
  {
    row: '`If-Range` with the weak form of the current tag',
    fields: (etag) => ({ Range: 'bytes=0-4', 'If-Range': `W/${etag.replace(/^W\//, '')}` }),
    answers: ['206', '200', '206', '200'],
  },
  {
    row: '`If-None-Match` with the current tag',
    fields: (etag) => ({ Range: 'bytes=0-4', 'If-None-Match': etag }),
    answers: ['206', '200', '304', '304'],
  },
];
