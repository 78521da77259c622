import 'reflect-metadata';
import { createRequire } from 'node:module';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import express from 'express';
import Koa from 'koa';
import { createExpressServer, createKoaServer, Get, JsonController, Param, Put } from 'routing-controllers';
import { ETag, ETagFromResult, PreconditionRequired } from 'routing-controllers-etag';
import { type Answer, type Fields, request } from '../request';
import { listen, type RunningServer } from '../server';
import { textOf } from './examples';

const load = createRequire(__filename);
const conditionalGet: () => Koa.Middleware = load('koa-conditional-get');
const etag: () => Koa.Middleware = load('@koa/etag');

/** What is served under each path: read by GET, written by PUT, and how often its handler ran. */
class Resources {
  runs = 0;
  readonly #versions = new Map<string, number>();

  versionOf(path: string): number {
    return this.#versions.get(path) ?? 1;
  }

  read(path: string): { version: number } {
    this.runs++;
    return { version: this.versionOf(path) };
  }

  /** Lets other requests run in between, as a database does. */
  async write(path: string): Promise<{ version: number }> {
    this.runs++;
    await setImmediate();
    this.#versions.set(path, this.versionOf(path) + 1);
    return { version: this.versionOf(path) };
  }
}

type Listener = Parameters<typeof listen>[0];

/** The servers of a column of the table. */
const columns: Readonly<Record<string, readonly ((resources: Resources) => Listener)[]>> = {
  'routing-controllers-etag': [
    (resources) => createKoaServer({ controllers: [controllerOf(resources)] }).callback(),
    (resources) => createExpressServer({ controllers: [controllerOf(resources)] }),
  ],
  'koa-etag, koa-conditional-get': [
    (resources) => {
      const app = new Koa();
      app.use(conditionalGet()).use(etag());
      app.use(async (ctx) => {
        ctx.body = ctx.method === 'PUT' ? await resources.write(ctx.path) : resources.read(ctx.path);
      });
      return app.callback();
    },
  ],
  'Express alone': [
    (resources) => {
      const app = express();
      app.get('/*path', (req, res) => void res.json(resources.read(req.path)));
      app.put('/*path', async (req, res) => void res.json(await resources.write(req.path)));
      return app;
    },
  ],
};

function controllerOf(resources: Resources) {
  @JsonController()
  class ResourceController {
    @Get('/:name')
    @ETag((name: string) => resources.versionOf(`/${name}`))
    show(@Param('name') name: string) {
      return resources.read(`/${name}`);
    }

    @Put('/protected')
    @ETag(() => resources.versionOf('/protected'))
    @PreconditionRequired()
    saveProtected() {
      return resources.write('/protected');
    }

    @Put('/:name')
    @ETag((name: string) => resources.versionOf(`/${name}`))
    @ETagFromResult((saved: { version: number }) => saved.version)
    save(@Param('name') name: string) {
      return resources.write(`/${name}`);
    }
  }
  return ResourceController;
}

type Send = (method: string, path: string, fields?: Fields) => Promise<Answer>;

async function tagOf(send: Send, path: string): Promise<string> {
  const { etag: tag = 'no tag' } = (await send('GET', path)).headers;
  return tag;
}

/** What became of a write to something that is at its first version. */
async function fateOf(send: Send, resources: Resources, path: string, fields: Fields): Promise<string> {
  const { status } = await send('PUT', path, fields);
  return resources.versionOf(path) === 1 ? String(status) : 'overwrites';
}

/** The rows of the table: each asks a server, and says in the table's words what it saw. */
const rows: Readonly<Record<string, (send: Send, resources: Resources) => Promise<string>>> = {
  async 'A read by a client that is up to date'(send, resources) {
    const tag = await tagOf(send, '/one');
    resources.runs = 0;
    const { status } = await send('GET', '/one', { 'If-None-Match': tag });
    expect(status).to.equal(304);
    return resources.runs === 1 ? 'the handler runs' : 'the action does not run';
  },
  '`PUT` with an outdated `If-Match`': (send, resources) =>
    fateOf(send, resources, '/two', { 'If-Match': '"outdated"' }),
  '`PUT` with `If-None-Match: *` on what exists': (send, resources) =>
    fateOf(send, resources, '/three', { 'If-None-Match': '*' }),
  async 'Two conditional writes at the same time'(send) {
    const fields = { 'If-Match': await tagOf(send, '/four') };
    const answers = await Promise.all([send('PUT', '/four', fields), send('PUT', '/four', fields)]);
    const statuses = answers.map(({ status }) => status).sort();
    return statuses.join() === '200,200' ? 'both pass' : `one passes, one gets ${statuses[1]}`;
  },
  async 'A write without a precondition'(send) {
    const { status } = await send('PUT', '/protected');
    return status === 200 ? 'passes' : `${status} with \`@PreconditionRequired\``;
  },
  async '`Cache-Control` if the request has `Authorization`'(send) {
    const { 'cache-control': cacheControl } = (await send('GET', '/five', { Authorization: 'Bearer mine' })).headers;
    return cacheControl === undefined ? 'none' : `\`${cacheControl}\``;
  },
};

/** The cells of the table in README.md, its head first. */
function printedTable(): string[][] {
  const section = textOf('README.md').split('\n## Compared with others\n')[1]?.split('\n## ')[0] ?? '';
  const lines = section.split('\n').filter((line) => line.startsWith('|') && !line.startsWith('| --'));
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}

describe('the comparison in README.md', () => {
  const [head = [], ...printed] = printedTable();

  it('has the rows and the columns that are compared here, and that of Spring', () => {
    expect(printed.map(([row]) => row)).to.deep.equal(Object.keys(rows));
    expect(head.filter((column) => column !== '' && column !== 'Spring')).to.deep.equal(Object.keys(columns));
  });

  for (const [column, listeners] of Object.entries(columns)) {
    for (const [index, listenerOf] of listeners.entries()) {
      describe(`${column}${['', ', on Express'][index]}`, () => {
        const resources = new Resources();
        let server: RunningServer;

        before(async () => {
          server = await listen(listenerOf(resources));
        });
        after(() => server.close());

        for (const [row, look] of Object.entries(rows)) {
          it(row, async () => {
            const cell = printed.find(([first]) => first === row)?.[head.indexOf(column)];
            const send: Send = (method, path, fields = {}) => request(server.port, method, path, fields);
            expect(await look(send, resources)).to.equal(cell);
          });
        }
      });
    }
  }
});
