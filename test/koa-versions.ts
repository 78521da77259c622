import Koa from 'koa';

export interface KoaVersion {
  readonly name: string;
  readonly Koa: typeof Koa;
}

/** The versions of Koa that the package supports. */
export const koaVersions: readonly KoaVersion[] = [
  { name: 'koa 3', Koa },
  { name: 'koa 2.16', Koa: require('koa2') as typeof Koa },
];
