/** A row of the HTTP part: a server and its requests. */
export interface Contender {
  readonly name: string;
  /** A file in `servers` with its arguments. */
  readonly server: string;
  /** The path of the lists. */
  readonly path: string;
  /** Whether full responses, revalidations by an up-to-date client, or both are measured. */
  readonly statuses: readonly Status[];
  readonly ours?: true;
}

export type Status = 200 | 304;

const BOTH = { path: '/articles', statuses: [200, 304] } as const;
const UNTAGGED = { path: '/articles', statuses: [200] } as const;
const BY_HAND = { path: '/articles', statuses: [304] } as const;

/** Routes with `transformResponse: false`, which switches class-transformer off. */
const PLAIN = '/plain-articles';

export const CONTENDERS = {
  koa: { ...UNTAGGED, name: 'Koa', server: 'koa' },
  koaByHand: { ...BOTH, name: 'Koa, the tag by hand', server: 'koa-by-hand' },
  koaShallow: { ...BOTH, name: 'Koa + shallowEtag()', server: 'koa-shallow', ours: true },
  koaEtag: { ...BOTH, name: 'Koa + koa-etag + koa-conditional-get', server: 'koa-etag' },
  controllers: { ...UNTAGGED, name: 'routing-controllers', server: 'controllers' },
  byHand: { ...BY_HAND, name: 'routing-controllers, the 304 by hand', server: 'controllers-by-hand' },
  deep: { ...BOTH, name: 'routing-controllers + @ETag', server: 'controllers-deep', ours: true },
  observed: {
    ...BY_HAND,
    name: 'routing-controllers + @ETag, events with a subscriber',
    server: 'controllers-observed',
    ours: true,
  },
  shallow: { ...BOTH, name: 'routing-controllers + ShallowEtag', server: 'controllers-shallow', ours: true },
  etag: { ...BOTH, name: 'routing-controllers + koa-etag + koa-conditional-get', server: 'controllers-etag' },
  plain: { ...UNTAGGED, path: PLAIN, name: 'routing-controllers (plain)', server: 'controllers' },
  plainShallow: {
    ...BOTH,
    path: PLAIN,
    name: 'routing-controllers (plain) + ShallowEtag',
    server: 'controllers-shallow',
    ours: true,
  },
  plainEtag: {
    ...BOTH,
    path: PLAIN,
    name: 'routing-controllers (plain) + koa-etag + koa-conditional-get',
    server: 'controllers-etag',
  },
  express5Bare: { ...UNTAGGED, name: 'routing-controllers on Express 5', server: 'controllers-express bare express' },
  express5Own: {
    ...BOTH,
    name: "routing-controllers on Express 5, Express' tags",
    server: 'controllers-express own express',
  },
  express5ByHand: {
    ...BY_HAND,
    name: 'routing-controllers on Express 5, the 304 by hand',
    server: 'controllers-express by-hand express',
  },
  express5Deep: {
    ...BOTH,
    name: 'routing-controllers on Express 5 + @ETag',
    server: 'controllers-express deep express',
    ours: true,
  },
  express5Shallow: {
    ...BOTH,
    name: 'routing-controllers on Express 5 + ShallowEtag',
    server: 'controllers-express shallow express',
    ours: true,
  },
  express4Bare: { ...UNTAGGED, name: 'routing-controllers on Express 4', server: 'controllers-express bare express4' },
  express4Own: {
    ...BOTH,
    name: "routing-controllers on Express 4, Express' tags",
    server: 'controllers-express own express4',
  },
  express4ByHand: {
    ...BY_HAND,
    name: 'routing-controllers on Express 4, the 304 by hand',
    server: 'controllers-express by-hand express4',
  },
  express4Deep: {
    ...BOTH,
    name: 'routing-controllers on Express 4 + @ETag',
    server: 'controllers-express deep express4',
    ours: true,
  },
  express4Shallow: {
    ...BOTH,
    name: 'routing-controllers on Express 4 + ShallowEtag',
    server: 'controllers-express shallow express4',
    ours: true,
  },
  express: { ...BOTH, name: 'Express 5', server: 'express' },
  fastify: { ...BOTH, name: 'Fastify + @fastify/etag', server: 'fastify' },
  hono: { ...BOTH, name: 'Hono + etag', server: 'hono' },
  nest: { ...BOTH, name: 'NestJS', server: 'nest' },
} as const satisfies Readonly<Record<string, Contender>>;

export type ContenderKey = keyof typeof CONTENDERS;
