import { createRequire } from 'node:module';
import { expect } from 'chai';
import Koa from 'koa';
import compress from 'koa-compress';
import { shallowEtag } from 'routing-controllers-etag/koa';
import { request } from '../request';
import { listen } from '../server';
import { textOf } from './examples';
import { type Comparison, comparisons, type Way } from './koa-etag.cases';

const load = createRequire(__filename);
const conditionalGet: () => Koa.Middleware = load('koa-conditional-get');
const etag: () => Koa.Middleware = load('@koa/etag');

async function answer({ route, ask, compressed }: Comparison, way: Way): Promise<unknown> {
  const app = new Koa();
  app.silent = true;
  if (compressed) app.use(compress());
  if (way === 'theirs') app.use(conditionalGet()).use(etag());
  else app.use(shallowEtag());
  app.use(route(way));
  const server = await listen(app.callback());
  try {
    return await ask((method, fields = {}, path = '/') => request(server.port, method, path, fields));
  } finally {
    await server.close();
  }
}

/** The first cells of the document's table. */
function rowsOfDocument(): string[] {
  const table = textOf('docs/from-koa-etag.md').split('\n## What changes')[1]?.split('\n## ')[0] ?? '';
  return [...table.matchAll(/^\| (.+?) \|/gm)].map(([, cell = '']) => cell.trim()).slice(2);
}

describe('what docs/from-koa-etag.md says of koa-etag and koa-conditional-get', () => {
  it('is compared here, row by row', () => {
    expect(rowsOfDocument()).to.deep.equal([...new Set(comparisons.map(({ row }) => row))]);
  });

  for (const comparison of comparisons) {
    it(`${comparison.row}: they`, async () => {
      expect(await answer(comparison, 'theirs')).to.deep.equal(comparison.theirs);
    });

    it(`${comparison.row}: this library`, async () => {
      expect(await answer(comparison, 'ours')).to.deep.equal(comparison.ours);
    });
  }
});
