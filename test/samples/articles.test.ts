import { execFile, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect } from 'chai';
import type { DataSource } from 'typeorm';
import { ArticleService } from '../../samples/articles/article-service';
import { ArticleVersion } from '../../samples/articles/article-version';
import { createDatabase, openDatabase } from '../../samples/articles/database';
import { seedArticles } from '../../samples/articles/seed-articles';
import { badInput } from './bad-input-cases';
import { SampleProcess } from './sample-process';

const SLUG = 'listening-to-ice';
const CONTENT = { title: 'Snow', author: 'Ada', topics: ['winter'], summary: 'White.', body: 'It falls.' };
const EDITOR = { Authorization: 'Bearer editor' };

for (const args of [[], ['--express']]) {
  describe(['samples/articles', ...args].join(' '), () => {
    let directory: string;
    let file: string;
    let sample: SampleProcess;
    const launched: SampleProcess[] = [];

    before(async () => {
      directory = mkdtempSync(join(tmpdir(), 'articles-test-'));
      file = join(directory, 'articles.sqlite');
      sample = new SampleProcess('articles', { ARTICLES_DB: file }, args);
      await sample.ready();
    });

    afterEach(() => {
      for (const each of launched.splice(0)) each.signal('SIGKILL');
    });

    after(async () => {
      await sample.stop();
      rmSync(directory, { recursive: true, force: true });
    });

    /** Starts another one, which does not survive the test. */
    async function start(environment?: Record<string, string>): Promise<SampleProcess> {
      const started = launch(environment);
      await started.ready();
      return started;
    }

    function launch(environment?: Record<string, string>): SampleProcess {
      const started = new SampleProcess('articles', environment, args);
      launched.push(started);
      return started;
    }

    it('serves its OpenAPI document, which a public linter finds no error in', async () => {
      const response = await fetch(`${sample.url}/openapi.json`);
      expect(response.headers.get('ETag')).to.match(/^"[0-9a-f]{16}"$/);
      const text = await response.text();
      expect(JSON.parse(text).paths['/articles/{slug}'].patch.parameters).to.deep.include({
        $ref: '#/components/parameters/RequiredIfMatch',
      });
      const document = join(directory, 'openapi.json');
      writeFileSync(document, text);
      const rules = ['no-empty-servers', 'info-license', 'operation-4xx-response', 'security-defined'];
      const skipped = rules.flatMap((rule) => ['--skip-rule', rule]);
      const redocly = join(__dirname, '../../../node_modules/.bin/redocly');
      await promisify(execFile)(redocly, ['lint', ...skipped, document]);
    });

    const send = (
      method: string,
      path: string,
      headers: Record<string, string> = {},
      body?: string | Uint8Array | object,
    ) => fetch(sample.url + path, request(method, headers, body));
    const get = (path: string, headers?: Record<string, string>) => send('GET', path, headers);

    describe('the commands that it prints', () => {
      it('are answered by the status that is printed with them', async function () {
        if (spawnSync('curl', ['--version']).error) this.skip();
        const steps = [...sample.stdout.matchAll(/^# (\d{3}): (.+)\n(curl .+)$/gm)];
        const answered = [];
        for (const [, , comment, command] of steps) {
          const { stdout } = await promisify(execFile)('sh', ['-c', `${command} -sS`]);
          const [head = '', body = ''] = stdout.split('\r\n\r\n', 2);
          const status = Number(head.match(/^HTTP\/1\.1 (\d{3})/)?.[1]);
          answered.push(`${status}: ${comment}`);
          if (status === 304 || status === 204) expect(body, comment).to.equal('');
          if (status >= 400) expect(JSON.parse(body), comment).to.include({ status });
        }
        expect(answered).to.deep.equal(steps.map(([, status, comment]) => `${status}: ${comment}`));
        const statuses = new Set(steps.map(([, status]) => Number(status)));
        expect([...statuses].sort()).to.deep.equal([200, 201, 204, 304, 400, 401, 404, 412, 428]);
      });
    });

    describe('bad input gets a clear error in JSON, and changes nothing', () => {
      for (const { sentence, method, path, headers, body, status, says } of badInput) {
        it(`${status} for ${sentence}: ${method} ${path.slice(0, 40)}`, async () => {
          const before = await everything();
          const response = await send(method, path, headers, body);
          const text = await response.text();
          expect(response.status, text).to.equal(status);
          expect(response.headers.get('Content-Type')).to.match(/^application\/problem\+json/);
          expect(explain(JSON.parse(text), status)).to.match(says);
          expect(text).not.to.match(/stack|node_modules|\.[jt]s:\d|SQLITE|SELECT|INSERT|UPDATE/);
          expect(response.headers.get('ETag')).to.equal(null);
          expect(response.headers.get('WWW-Authenticate')).to.equal(status === 401 ? 'Bearer realm="articles"' : null);
          expect(await everything()).to.equal(before);
        });
      }

      it('says nothing of them on the standard error', () => {
        expect(sample.stderr).to.equal('');
      });

      function explain(problem: Problem, status: number): string {
        expect(problem.status).to.equal(status);
        const errors = problem.errors?.map(({ field, message }) => `${field}: ${message}`) ?? [];
        return [problem.title, problem.detail, ...errors].join('\n');
      }

      async function everything(): Promise<string | null> {
        const response = await get('/articles');
        await response.arrayBuffer();
        return response.headers.get('ETag');
      }
    });

    it('an error of the server tells the client nothing, and the operator everything', async () => {
      const broken = join(directory, 'broken.sqlite');
      await createDatabase(broken);
      const failing = await start({ ARTICLES_DB: broken });
      const database = await openDatabase(broken);
      await database.query('ALTER TABLE article RENAME TO lost');
      await database.destroy();
      const response = await fetch(`${failing.url}/articles/${SLUG}`);
      expect([response.status, response.headers.get('Content-Type')]).to.deep.equal([500, 'application/problem+json']);
      expect(await response.json()).to.deep.equal({ title: 'Internal Server Error', status: 500 });
      expect(await failing.stop()).to.equal(0);
      expect(failing.stderr).to.match(/no such table: article\n.*at /s);
    });

    describe('what clients read', () => {
      it('a dozen articles by several authors, of a length that articles have', () => {
        expect(seedArticles).to.have.lengthOf(12);
        expect(new Set(seedArticles.map(({ author }) => author)).size).to.be.at.least(6);
        expect(new Set(seedArticles.map(({ slug }) => slug)).size).to.equal(seedArticles.length);
        for (const { body, slug } of seedArticles) expect(body, slug).to.have.length.within(900, 3000);
      });

      it('the list comes in pages, and may be of one author', async () => {
        const page = await json(get('/articles?author=Priya+Raman&limit=2&offset=1'));
        expect(page.total).to.equal(seedArticles.filter(({ author }) => author === 'Priya Raman').length);
        expect(page.articles).to.have.lengthOf(2);
        expect(page.articles[0]).to.have.keys('slug', 'title', 'author', 'topics', 'summary', 'updatedAt');
      });

      for (const path of ['/articles', `/articles/${SLUG}`, `/articles/${SLUG}/text`, '/feed.json']) {
        it(`${path} hides the fields that are excluded`, async () => {
          const response = await get(path);
          expect(response.status).to.equal(200);
          expect(await response.text()).not.to.match(/editorNotes|"id":"[0-9a-f]{12}"|Thickness table/);
        });
      }

      for (const path of [
        '/articles',
        `/articles/${SLUG}`,
        `/articles/${SLUG}/text`,
        '/feed.json',
        '/authors',
        '/topics',
      ]) {
        it(`${path} answers HEAD as GET, and 304 to who has it`, async () => {
          let response = await get(path);
          let validators = readValidators(response);
          // A date is sent when the second of the change is over.
          while ((validators.etag ?? validators.lastModified) === null) {
            response = await get(path);
            validators = readValidators(response);
          }
          const head = await send('HEAD', path);
          expect([head.status, readValidators(head)]).to.deep.equal([200, validators]);
          const again = await get(path, conditions(validators));
          expect([again.status, await again.text()]).to.deep.equal([304, '']);
          expect(again.headers.get('Cache-Control')).to.equal(response.headers.get('Cache-Control'));
        });
      }

      it('the notes, private, with the token; without it not even a 304', async () => {
        const path = `/articles/${SLUG}/notes`;
        const response = await get(path, EDITOR);
        expect(await response.json())
          .to.have.property('editorNotes')
          .that.includes('Thickness table');
        expect(response.headers.get('Cache-Control')).to.equal('private, max-age=0');
        const current = conditions(readValidators(response));
        expect((await get(path, { ...current, ...EDITOR })).status).to.equal(304);
        expect((await get(path, current)).status).to.equal(401);
        expect((await get(path, { ...current, Authorization: 'Bearer wrong' })).status).to.equal(401);
      });
    });

    describe('writes', () => {
      it('PUT creates with If-None-Match: *, and replaces with If-Match', async () => {
        const created = await send('PUT', '/articles/snow', { 'If-None-Match': '*' }, CONTENT);
        expect([created.status, created.headers.get('Location')]).to.deep.equal([201, '/articles/snow']);
        const replaced = await send('PUT', '/articles/snow', ifMatch(created), { ...CONTENT, title: 'Sleet' });
        expect([replaced.status, (await body(replaced)).title]).to.deep.equal([200, 'Sleet']);
        expect((await get('/articles/snow', conditions(readValidators(replaced)))).status).to.equal(304);
        expect((await send('DELETE', '/articles/snow', ifMatch(created))).status).to.equal(412);
        expect((await send('DELETE', '/articles/snow', ifMatch(replaced))).status).to.equal(204);
        expect((await get('/articles/snow')).status).to.equal(404);
      });

      it('POST creates under a name made of the title', async () => {
        const created = await send('POST', '/articles', {}, { ...CONTENT, title: 'Crème brûlée, 1901' });
        expect([created.status, created.headers.get('Location')]).to.deep.equal([201, '/articles/creme-brulee-1901']);
        expect((await send('DELETE', '/articles/creme-brulee-1901', ifMatch(created))).status).to.equal(204);
      });

      it('PATCH changes what it names, and answers with the tag for the next one', async () => {
        const before = await get(`/articles/${SLUG}`);
        const first = await send('PATCH', `/articles/${SLUG}`, ifMatch(before), { summary: 'It sings.' });
        const second = await send('PATCH', `/articles/${SLUG}`, ifMatch(first), { topics: ['ice', 'sound'] });
        const after = await get(`/articles/${SLUG}`);
        expect(after.headers.get('ETag')).to.equal(second.headers.get('ETag'));
        const expected = { ...(await body(before)), summary: 'It sings.', topics: ['ice', 'sound'] };
        const { updatedAt, version, ...changed } = await body(after);
        expect(changed).to.deep.equal(without(expected, 'updatedAt', 'version'));
        expect(await body(second)).to.deep.equal({ ...changed, updatedAt, version });
      });

      it('PATCH without changes makes no new version', async () => {
        const before = await get(`/articles/${SLUG}`);
        const after = await send('PATCH', `/articles/${SLUG}`, ifMatch(before), {});
        expect([after.status, await after.text()]).to.deep.equal([200, await before.text()]);
        expect(after.headers.get('ETag')).to.equal(before.headers.get('ETag'));
      });

      it('an article that is deleted and created anew has another tag than ever before', async () => {
        const first = await send('PUT', '/articles/anew', { 'If-None-Match': '*' }, CONTENT);
        await send('DELETE', '/articles/anew', ifMatch(first));
        const second = await send('PUT', '/articles/anew', { 'If-None-Match': '*' }, CONTENT);
        expect((await get('/articles/anew', conditions(readValidators(first)))).status).to.equal(200);
        expect((await send('PATCH', '/articles/anew', ifMatch(first), { title: 'Mine' })).status).to.equal(412);
        expect((await send('DELETE', '/articles/anew', ifMatch(second))).status).to.equal(204);
      });

      for (const path of ['/articles', '/feed.json', '/authors', '/topics']) {
        it(`${path} has a new tag after each insert, update and delete, also by another program`, async () => {
          const database = await openDatabase(file);
          const seen = new Set([await tagOf(path)]);
          for (const sql of [
            `INSERT INTO article (id, slug, title, author, topics, summary, body, version)
           VALUES ('x', 'x', 'X', 'X', '[]', 'X', 'X', 1)`,
            "UPDATE article SET title = 'Y' WHERE id = 'x'",
            "DELETE FROM article WHERE id = 'x'",
          ]) {
            await database.query(sql);
            seen.add(await tagOf(path));
          }
          await database.destroy();
          expect(seen.size).to.equal(4);
        });
      }

      async function tagOf(path: string): Promise<string | null> {
        const response = await get(path);
        await response.arrayBuffer();
        return response.headers.get('ETag');
      }
    });

    describe('two servers on one database', () => {
      let other: SampleProcess;

      before(async () => {
        other = new SampleProcess('articles', { ARTICLES_DB: file });
        await other.ready();
      });

      after(() => other.stop());

      const both = (method: string, path: string, headers: Record<string, string>, bodies: [object, object]) =>
        Promise.all([sample, other].map(({ url }, i) => fetch(url + path, request(method, headers, bodies[i]))));

      it('give the same tags', async () => {
        for (const path of ['/articles', `/articles/${SLUG}`, '/feed.json', '/authors']) {
          const [one, two] = await Promise.all([fetch(sample.url + path), fetch(other.url + path)]);
          // Not their dates: where the second of a change ends between the two, only the later one has a date.
          expect(one?.headers.get('ETag'), path).to.be.a('string').that.equals(two?.headers.get('ETag'));
          expect(await one.text()).to.equal(await two.text());
        }
      });

      it('let one of two writers of the same version win: one 200 and one 412 each time', async () => {
        let current = await get(`/articles/${SLUG}`);
        const { version } = await body(current.clone());
        for (let round = 1; round <= 25; round++) {
          const titles: [object, object] = [{ title: `one ${round}` }, { title: `two ${round}` }];
          const responses = await both('PATCH', `/articles/${SLUG}`, ifMatch(current), titles);
          expect(responses.map(({ status }) => status).sort()).to.deep.equal([200, 412]);
          const winner = responses.find(({ status }) => status === 200) as Response;
          current = await get(`/articles/${SLUG}`);
          expect(await body(current.clone())).to.deep.equal(await body(winner));
        }
        expect((await body(current)).version).to.equal(version + 25);
      });

      it('let one of two creators win: one 201 and one 412 each time', async () => {
        for (let round = 1; round <= 10; round++) {
          const path = `/articles/race-${round}`;
          const responses = await both('PUT', path, { 'If-None-Match': '*' }, [CONTENT, CONTENT]);
          expect(responses.map(({ status }) => status).sort()).to.deep.equal([201, 412]);
          expect((await send('DELETE', path, { 'If-Match': '*' })).status).to.equal(204);
        }
      });
    });

    describe('the database has the last word', () => {
      let mine: DataSource;
      let theirs: DataSource;
      let articles: ArticleService;

      beforeEach(async () => {
        mine = await openDatabase(file);
        theirs = await openDatabase(file);
        articles = new ArticleService(mine);
      });

      afterEach(async () => {
        await mine.destroy();
        await theirs.destroy();
      });

      async function versionOf(slug: string): Promise<ArticleVersion> {
        return (await articles.versionOf(slug)) as ArticleVersion;
      }

      /** Has another program change the article when its version has been checked, just before it is written. */
      function beforeWriting(statement: RegExp, sql: string): void {
        let done = false;
        mine.subscribers.push({
          async beforeQuery({ query }) {
            if (done || !statement.test(query)) return;
            done = true;
            await theirs.query(sql);
          },
        });
      }

      for (const [sentence, statement, write] of [
        ['an update', /^UPDATE/, (version: ArticleVersion) => articles.update(version, { title: 'Mine' })],
        ['a deletion', /^DELETE/, (version: ArticleVersion) => articles.remove(version)],
      ] as const) {
        it(`${sentence} changes nothing when another writer comes between its check and its statement`, async () => {
          const { version } = await articles.get(SLUG);
          beforeWriting(statement, `UPDATE article SET title = 'Theirs', version = version + 1 WHERE slug = '${SLUG}'`);
          expect(await write(await versionOf(SLUG))).to.be.oneOf([undefined, false]);
          expect(await articles.get(SLUG)).to.include({ title: 'Theirs', version: version + 1 });
        });

        it(`${sentence} changes nothing when another writer has deleted the article in between`, async () => {
          await articles.create('leaving', CONTENT);
          beforeWriting(statement, "DELETE FROM article WHERE slug = 'leaving'");
          expect(await write(await versionOf('leaving'))).to.be.oneOf([undefined, false]);
          expect(await articles.versionOf('leaving')).to.equal(undefined);
        });
      }

      it('a version that is not the current one is neither changed nor deleted', async () => {
        const before = await articles.get(SLUG);
        for (const version of [
          new ArticleVersion('other', before.version),
          new ArticleVersion(before.id, before.version - 1),
        ]) {
          expect(await articles.update(version, { title: 'Mine' })).to.equal(undefined);
          expect(await articles.remove(version)).to.equal(false);
        }
        expect(await articles.get(SLUG)).to.deep.equal(before);
      });

      it('a creation is refused when another one comes between its check and its statement', async () => {
        beforeWriting(
          /^INSERT/,
          `INSERT INTO article (id, slug, title, author, topics, summary, body, version)
         VALUES ('theirs', 'between', 'Theirs', 'X', '[]', 'X', 'X', 1)`,
        );
        expect(await articles.create('between', CONTENT)).to.equal(undefined);
        expect(await articles.get('between')).to.include({ title: 'Theirs' });
        await articles.remove(await versionOf('between'));
      });
    });

    describe('its database', () => {
      it('is a new file without ARTICLES_DB, removed in the end', async () => {
        const temporary = join(directory, 'tmp');
        const environment = { ARTICLES_DB: '', TMPDIR: temporary };
        expect(() => readdirSync(temporary)).to.throw();
        await createDatabase(join(temporary, 'neighbour.sqlite'));
        const one = await start(environment);
        const two = await start(environment);
        expect(readdirSync(temporary)).to.have.lengthOf(3);
        await fetch(`${one.url}/articles/${SLUG}`, request('DELETE', { 'If-Match': '*' }));
        expect((await fetch(`${one.url}/articles/${SLUG}`)).status).to.equal(404);
        expect((await fetch(`${two.url}/articles/${SLUG}`)).status).to.equal(200);
        expect([await one.stop(), await two.stop()]).to.deep.equal([0, 0]);
        expect(readdirSync(temporary)).to.deep.equal(['neighbour.sqlite']);
      });

      it('is kept, with what was changed in it, when ARTICLES_DB names it', async () => {
        const environment = { ARTICLES_DB: join(directory, 'kept', 'articles.sqlite') };
        const first = await start(environment);
        const created = await fetch(`${first.url}/articles/kept`, request('PUT', { 'If-None-Match': '*' }, CONTENT));
        expect(created.status).to.equal(201);
        await first.stop();
        const second = await start(environment);
        const found = await fetch(`${second.url}/articles/kept`);
        expect([found.status, found.headers.get('ETag')]).to.deep.equal([200, created.headers.get('ETag')]);
        await second.stop();
        expect(readdirSync(join(directory, 'kept'))).to.deep.equal(['articles.sqlite']);
      });
    });

    describe('it stops', () => {
      for (const signal of ['SIGINT', 'SIGTERM'] as const) {
        it(`on ${signal} with exit code 0, although clients keep their connections`, async () => {
          const stopping = await start();
          const unused = await open(stopping.url);
          const idle = await open(stopping.url);
          idle.write('GET /articles HTTP/1.1\r\nHost: x\r\n\r\n');
          await once(idle, 'data');
          stopping.signal(signal);
          expect(await stopping.exitCode()).to.equal(0);
          expect(stopping.stdout)
            .to.contain(`${signal}: stopping`)
            .and.to.match(/Stopped\n$/);
          expect(stopping.stderr).to.equal('');
          unused.destroy();
          idle.destroy();
        });
      }

      it('when the request under way is answered', async () => {
        const stopping = await start();
        const content = JSON.stringify(CONTENT);
        const client = await open(stopping.url);
        const answer = readAll(client);
        client.write(
          `PUT /articles/late HTTP/1.1\r\nHost: x\r\nIf-None-Match: *\r\nExpect: 100-continue\r\n` +
            `Content-Type: application/json\r\nContent-Length: ${content.length}\r\n\r\n`,
        );
        await once(client, 'data');
        stopping.signal('SIGTERM');
        await stopping.prints('stopping');
        client.write(content);
        expect(await answer).to.match(/HTTP\/1\.1 201 Created\r\n/);
        expect(await stopping.exitCode()).to.equal(0);
        expect(stopping.stderr).to.equal('');
      });

      it('after a while when a client does not complete its request', async () => {
        const stopping = await start();
        const client = await open(stopping.url);
        client.write('PUT /articles/never HTTP/1.1\r\nHost: x\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n');
        await once(client, 'data');
        expect(await stopping.stop()).to.equal(0);
        expect(stopping.stderr).to.equal('Cutting off requests that take too long\n');
        client.destroy();
      });
    });

    describe('it does not start, and says why in one line', () => {
      it('on a port that is in use', async () => {
        const server = createServer().listen(0, '127.0.0.1');
        await once(server, 'listening');
        const { port } = server.address() as { port: number };
        await refuses({ PORT: String(port) }, `Port ${port} is in use. Choose another one: PORT=${port + 1}\n`);
        server.close();
      });

      for (const port of ['http', '65536', '80.5']) {
        it(`on the port "${port}"`, () => refuses({ PORT: port }, /^PORT=.* is not a port: use a number from 0 .*\n$/));
      }

      it('on a file that is no database', async () => {
        const text = join(directory, 'text.txt');
        writeFileSync(text, 'This is text, and long enough to be looked at. '.repeat(100));
        await refuses({ ARTICLES_DB: text }, `${text} is not a database of articles: file is not a database\n`);
      });

      it('on a database without articles', async () => {
        const empty = join(directory, 'empty.sqlite');
        writeFileSync(empty, '');
        await refuses({ ARTICLES_DB: empty }, /empty\.sqlite is not a database of articles: .*no such table.*\n$/);
      });

      async function refuses(environment: Record<string, string>, message: string | RegExp): Promise<void> {
        const refused = launch(environment);
        expect(await refused.exitCode()).to.equal(1);
        if (typeof message === 'string') expect(refused.stderr).to.equal(message);
        else expect(refused.stderr).to.match(message);
      }
    });
  });
}

function request(method: string, headers: Record<string, string>, content?: string | Uint8Array | object): RequestInit {
  if (content === undefined || typeof content === 'string' || content instanceof Uint8Array) {
    return { method, headers, ...(content !== undefined && { body: content }) };
  }
  return { method, headers: { 'Content-Type': 'application/json', ...headers }, body: JSON.stringify(content) };
}

interface SentValidators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

function readValidators({ headers }: Response): SentValidators {
  return { etag: headers.get('ETag'), lastModified: headers.get('Last-Modified') };
}

function conditions({ etag, lastModified }: SentValidators): Record<string, string> {
  return {
    ...(etag !== null && { 'If-None-Match': etag }),
    ...(lastModified !== null && { 'If-Modified-Since': lastModified }),
  };
}

function ifMatch({ headers }: Response): Record<string, string> {
  return { 'If-Match': headers.get('ETag') ?? '' };
}

interface Problem {
  readonly title: string;
  readonly status: number;
  readonly detail?: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

interface ArticleJson {
  readonly title: string;
  readonly updatedAt: string;
  readonly version: number;
}

async function body(response: Response): Promise<ArticleJson> {
  return (await response.json()) as ArticleJson;
}

async function json(response: Promise<Response>): Promise<{ total: number; articles: object[] }> {
  return (await (await response).json()) as { total: number; articles: object[] };
}

function without(value: object, ...keys: string[]): object {
  return Object.fromEntries(Object.entries(value).filter(([key]) => !keys.includes(key)));
}

async function open(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  return socket;
}

async function readAll(socket: Socket): Promise<string> {
  let text = '';
  socket.setEncoding('latin1').on('data', (data) => {
    text += data;
  });
  await once(socket, 'close');
  return text;
}
