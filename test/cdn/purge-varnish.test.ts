import type { IncomingHttpHeaders } from 'node:http';
import { expect } from 'chai';
import { purgeVarnish } from 'routing-controllers-etag/cdn';
import { listen, type RunningServer } from '../server';

const signal = new AbortController().signal;

describe('purgeVarnish', () => {
  const received: { method: string | undefined; headers: IncomingHttpHeaders }[] = [];
  let status = 200;
  let server: RunningServer;

  before(async () => {
    server = await listen(({ method, headers }, res) => {
      received.push({ method, headers });
      res.writeHead(status).end('Purged');
    });
  });
  after(() => server.close());
  beforeEach(() => {
    received.length = 0;
    status = 200;
  });

  it('sends PURGE with the tags in the field xkey, and the given fields', async () => {
    await purgeVarnish({ url: server.origin, headers: { 'X-Secret': 'open' } })(['a', 'b'], signal);
    expect(received).to.have.length(1);
    expect(received[0]?.method).to.equal('PURGE');
    expect(received[0]?.headers).to.include({ xkey: 'a b', 'x-secret': 'open' });
  });

  it('sends as many tags in one request as the length of the field allows', async () => {
    const tags = Array.from({ length: 1_000 }, (_, index) => `a-long-name-of-an-article-${index}`);
    await purgeVarnish({ url: server.origin })(tags, signal);
    const fields = received.map(({ headers }) => String(headers.xkey));
    expect(fields.length).to.be.within(2, 10);
    expect(Math.max(...fields.map(({ length }) => length))).to.be.at.most(4_000);
    expect(fields.flatMap((field) => field.split(' ')).sort()).to.deep.equal([...tags].sort());
  });

  it('purges several Varnishes', async () => {
    await purgeVarnish({ url: [server.origin, `${server.origin}/second`] })(['a'], signal);
    expect(received).to.have.length(2);
  });

  it('fails if Varnish refuses, cannot be reached, or the time is over', async () => {
    status = 403;
    const refused = await failureOf(purgeVarnish({ url: server.origin })(['a'], signal));
    expect(refused).to.contain('answered PURGE with 403').and.to.contain(String(server.port));
    expect(await failureOf(purgeVarnish({ url: 'http://127.0.0.1:1/' })(['a'], signal))).not.to.equal(undefined);
    const over = AbortSignal.abort(new Error('the time is over'));
    expect(await failureOf(purgeVarnish({ url: server.origin })(['a'], over))).to.equal('the time is over');
  });
});

async function failureOf(purged: void | PromiseLike<void>): Promise<string | undefined> {
  try {
    await purged;
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}
