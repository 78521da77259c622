import { expect } from 'chai';
import { Get, JsonController, Put } from 'routing-controllers';
import { ETag, Touches, versionOf } from 'routing-controllers-etag';
import { RedisVersions } from 'routing-controllers-etag/redis';
import { App, plainSetup } from '../controllers/app';
import { Gate } from '../stores/gate';
import { warnings } from '../stores/warnings';
import { type Client, describeOnRedis, type RedisOfTests } from './on-redis';

const gate = new Gate();

@JsonController('/article')
class ArticleController {
  @Get()
  @ETag(versionOf(() => 'article'))
  show(): object {
    return {};
  }

  @Put()
  @ETag(versionOf(() => 'article'))
  @Touches(() => 'article')
  async update(): Promise<object> {
    await gate.pass('update');
    return {};
  }
}

describeOnRedis('RedisVersions when Redis is in trouble', { own: true }, (redis) => {
  let client: Client;
  let app: App;
  beforeEach(async () => {
    gate.reset();
    client = await redis.connect();
    const versions = new RedisVersions(client, { prefix: redis.prefix, timeout: 100 });
    app = await new App(plainSetup, { controllers: [ArticleController], conditionalRequests: { versions } }).start();
  });
  afterEach(() => app.stop());

  it('while it is down reads are answered without a tag, with one warning, and writes are refused', async () => {
    const tag = await tagOf(app);
    const told = warnings();
    await redis.crash(client);
    for (const fields of [{}, { 'If-None-Match': tag }]) {
      const { status, headers } = await app.send('GET', '/article', fields);
      expect([status, headers.etag]).to.deep.equal([200, undefined]);
    }
    for (const fields of [{}, { 'If-Match': tag }]) {
      const { status, headers, body } = await app.send('PUT', '/article', fields);
      expect([status, headers['retry-after']]).to.deep.equal([503, '1']);
      expect(JSON.parse(body).message).to.equal('The write was not made: try again');
    }
    expect(gate.passed.list).to.deep.equal([]);
    const { message } = await told.first('ETAG_STORE_AWAY');
    expect(message).to.match(/^The version store cannot be reached.*: RedisUnavailableError: Redis is not connected$/);
    expect(told.codes().filter((code) => code === 'ETAG_STORE_AWAY')).to.have.length(1);
    await redis.comeBack(client);
    expect(await tagOf(app)).not.to.equal(tag);
  });

  it('a write during which it goes down is answered as ever, with a warning', async () => {
    const answer = app.send('PUT', '/article');
    await gate.entered('update');
    const told = warnings();
    await redis.crash(client);
    gate.open('update');
    expect((await answer).status).to.equal(200);
    expect((await told.first('ETAG_MARK_LEFT')).message).to.match(
      /^The version store cannot be reached, so a mark was not settled/,
    );
    await redis.comeBack(client);
  });

  it('while it does not answer reads are answered without a tag, and what is refused leaves no mark', async () => {
    const written = app.send('PUT', '/article');
    await gate.letThrough('update');
    await written;
    gate.reset();
    const tag = await tagOf(app);
    redis.server.pause();
    const { status, headers } = await app.send('GET', '/article', { 'If-None-Match': tag });
    expect([status, headers.etag]).to.deep.equal([200, undefined]);
    expect((await app.send('PUT', '/article')).status).to.equal(503);
    redis.server.resume();
    expect(await tagOf(app)).not.to.equal(tag);
    expect(gate.passed.list).to.deep.equal([]);
  });
});

describeOnRedis('RedisVersions on a Redis that keeps all', { own: true, persistence: 'every-write' }, (redis) => {
  it('keeps its marks when Redis restarts', async () => {
    const { client, versions } = await connect(redis);
    const mark = await versions.mark(['a']);
    await redis.crash(client);
    await redis.comeBack(client);
    expect(await versions.versionsOf(['a'])).to.equal(undefined);
    await mark.settle();
    expect(await versions.versionsOf(['a'])).to.have.length(1);
  });
});

async function tagOf(app: App): Promise<string> {
  const { headers } = await app.send('GET', '/article');
  expect(headers.etag).to.be.a('string');
  return headers.etag as string;
}

async function connect(redis: RedisOfTests): Promise<{ client: Client; versions: RedisVersions }> {
  const client = await redis.connect();
  return { client, versions: new RedisVersions(client, { prefix: redis.prefix }) };
}
