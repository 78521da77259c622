import { expect } from 'chai';
import type express from 'express';
import { shallowEtag } from 'routing-controllers-etag/express';
import { expressVersions } from '../express-versions';
import { request } from '../request';
import { listen } from '../server';
import { textOf } from './examples';
import { type Comparison, ofExpress, ofHand, type Way } from './express.cases';

async function answer(comparison: Comparison, way: Way, framework: typeof express): Promise<unknown> {
  const app = framework();
  app.set('env', 'test');
  if (comparison.compressed) app.use(require('compression')());
  if (way === 'ours') app.use(shallowEtag());
  app.use(comparison.route(way, framework));
  const server = await listen(app);
  try {
    return await comparison.ask((method, fields = {}, path = '/') => request(server.port, method, path, fields));
  } finally {
    await server.close();
  }
}

/** The first cells of the table under a heading of the page. */
function rowsUnder(heading: string): string[] {
  const table = textOf('docs/from-express.md').split(`\n## ${heading}\n`)[1]?.split('\n## ')[0] ?? '';
  return [...table.matchAll(/^\| (.+?) \|/gm)].map(([, cell = '']) => cell.trim()).slice(2);
}

for (const [heading, comparisons] of [
  ['What Express does by itself', ofExpress],
  ['What is written by hand', ofHand],
] as const) {
  describe(`what docs/from-express.md says under "${heading}"`, () => {
    it('is compared here, row by row', () => {
      expect(rowsUnder(heading)).to.deep.equal(comparisons.map(({ row }) => row));
    });

    for (const { name, express } of expressVersions) {
      for (const comparison of comparisons) {
        for (const way of ['theirs', 'ours'] as const) {
          it(`${comparison.row}, on ${name}: ${way}`, async () => {
            expect(await answer(comparison, way, express)).to.deep.equal(comparison[way]);
          });
        }
      }
    }
  });
}
