import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Answer, type Fields, request } from '../request';
import { describeOnRedis } from './on-redis';

/** How long the marks of the test keep, in milliseconds. */
const MARK_EXPIRY = 600;

describeOnRedis('a writer that is killed between its change and its touch', {}, (redis) => {
  const directory = mkdtempSync(join(tmpdir(), 'article-'));
  const article = join(directory, 'article.txt');
  const processes: ChildProcess[] = [];
  afterEach(() => {
    for (const each of processes.splice(0)) each.kill('SIGKILL');
  });
  after(() => rmSync(directory, { recursive: true }));

  it('leaves no false 304 behind: reads have no tag at first, and a new one when the mark has expired', async () => {
    writeFileSync(article, 'old');
    const [writer, reader] = [await start(), await start()];
    const [, before] = [await read(writer), await read(reader)];
    expect(before).to.include({ status: 200, text: 'old' }).and.have.property('tag').that.is.a('string');
    expect(await read(reader, before.tag)).to.include({ status: 304 });

    const write = request(writer.port, 'PUT', '/article', { 'X-Text': 'new' }).catch((error) => error.code);
    await once(writer.child, 'message');
    writer.child.kill('SIGKILL');
    expect(await write).to.equal('ECONNRESET');

    const client = await redis.connect();
    expect(await client.pTTL(`${redis.prefix}version:article`)).to.be.within(1, MARK_EXPIRY);
    expect(await read(reader, before.tag)).to.deep.equal({ status: 200, text: 'new', tag: undefined });

    let after = await read(reader, before.tag);
    while (after.tag === undefined) {
      expect(after).to.include({ status: 200, text: 'new' });
      after = await read(reader, before.tag);
    }
    expect(after).to.include({ status: 200, text: 'new' });
    expect(after.tag).not.to.equal(before.tag);
    expect(await read(reader, after.tag)).to.include({ status: 304 });
  });

  async function start(): Promise<{ readonly child: ChildProcess; readonly port: number }> {
    const environment = { ARTICLE: article, MARK_EXPIRY: String(MARK_EXPIRY), PREFIX: redis.prefix, REDIS: redis.url };
    const child = fork(join(__dirname, 'article-process.js'), { env: { ...process.env, ...environment } });
    processes.push(child);
    const [port] = await once(child, 'message');
    return { child, port: port as number };
  }
});

interface Read {
  readonly status: number;
  readonly tag: string | undefined;
  readonly text: string | undefined;
}

async function read({ port }: { readonly port: number }, tag?: string): Promise<Read> {
  const fields: Fields = tag === undefined ? {} : { 'If-None-Match': tag };
  const { status, headers, body }: Answer = await request(port, 'GET', '/article', fields);
  return { status, tag: headers.etag, text: status === 200 ? JSON.parse(body).text : undefined };
}
