import { dirname, sep } from 'node:path';

/** Loads the package as a dependency with a copy of its own would, and leaves the first copy as it is. */
export function loadSecondCopy(): {
  readonly controllers: typeof import('routing-controllers-etag');
  readonly koa: typeof import('routing-controllers-etag/koa');
} {
  const root = dirname(require.resolve('routing-controllers-etag')) + sep;
  const isOurs = (file: string) => file.startsWith(root);
  const first = Object.entries(require.cache).filter(([file]) => isOurs(file));
  for (const [file] of first) delete require.cache[file];
  try {
    return { controllers: require('routing-controllers-etag'), koa: require('routing-controllers-etag/koa') };
  } finally {
    for (const file of Object.keys(require.cache).filter(isOurs)) delete require.cache[file];
    for (const [file, module] of first) require.cache[file] = module;
  }
}
