import Koa from 'koa';

/** The versions of Koa that the package supports. */
export const koaVersions: readonly { readonly name: string; readonly Koa: typeof Koa }[] = [
  { name: 'koa 3', Koa },
  { name: 'koa 2.16', Koa: require('koa2') as typeof Koa },
];
