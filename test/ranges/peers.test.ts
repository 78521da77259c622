import type { RequestListener } from 'node:http';
import { createRequire } from 'node:module';
import { expect } from 'chai';
import express from 'express';
import Koa from 'koa';
import serve from 'koa-static';
import { ranges, shallowEtag } from 'routing-controllers-etag/koa';
import { textOf } from '../docs/examples';
import { TemporaryDirectory } from '../koa/temporary-directory';
import { type Answer, request } from '../request';
import { listen } from '../server';
import { PEERS, peerCases } from './peers.cases';
import { TEXT } from './representations';

const koaRange: Koa.Middleware = createRequire(__filename)('koa-range');

const folder = new TemporaryDirectory();
folder.write(TEXT, 'file.json');

after(() => folder.remove());

const silent = (...middleware: Koa.Middleware[]): RequestListener => {
  const app = new Koa();
  app.silent = true;
  for (const each of middleware) app.use(each);
  return app.callback();
};

const text: Koa.Middleware = (ctx) => {
  ctx.set('ETag', '"v1"');
  ctx.body = TEXT;
};

const APPLICATIONS: Readonly<Record<(typeof PEERS)[number], () => RequestListener>> = {
  'koa-range': () => silent(koaRange, text),
  'koa-static': () => silent(serve(folder.path)),
  'express.static': () => express().use(express.static(folder.path)),
  'this library': () => silent(ranges(), shallowEtag(), serve(folder.path)),
};

function described({ status, headers, body }: Answer, several: boolean): string {
  if (status !== 206 || !several) return String(status);
  return String(headers['content-type']).startsWith('multipart/byteranges') && body.includes('12')
    ? '206 with both'
    : '206 with the first one';
}

describe('what docs/ranges.md says of others', () => {
  it('is compared here, row by row', () => {
    const [, table = ''] = textOf('docs/ranges.md').split('\n## Compared with others\n');
    const rows = [...table.matchAll(/^\| (.+) \|$/gm)].map(([, row = '']) => row.split('|').map((cell) => cell.trim()));
    expect(rows.filter(([first]) => !first?.startsWith('--'))).to.deep.equal([
      ['', ...PEERS],
      ...peerCases.map(({ row, answers }) => [row, ...answers]),
    ]);
  });

  for (const [column, peer] of PEERS.entries()) {
    for (const { row, fields, answers } of peerCases) {
      it(`${peer}, ${row}: ${answers[column]}`, async () => {
        const server = await listen(APPLICATIONS[peer]());
        try {
          const { etag = '"v1"' } = (await request(server.port, 'GET', '/file.json')).headers;
          const sent = fields(etag);
          const answer = await request(server.port, 'GET', '/file.json', sent);
          expect(described(answer, row.startsWith('two'))).to.equal(answers[column]);
        } finally {
          await server.close();
        }
      });
    }
  }
});
