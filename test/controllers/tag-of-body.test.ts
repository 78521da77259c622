import { expect } from 'chai';
import { Get, JsonController, Put } from 'routing-controllers';
import { ETag, MemoryVersions, Touches, versionOf } from 'routing-controllers-etag';
import { Gate } from '../stores/gate';
import { WatchedStore } from '../stores/watched-store';
import { type App, inEachSetup, type Restriction } from './app';
import { type Exchange, InExchange } from './exchange';

const gate = new Gate();

@JsonController('/row')
class RowController {
  @Get()
  @ETag(versionOf(() => 'row'))
  async show(): Promise<object> {
    await gate.pass('read');
    return {};
  }

  /** Sends its response itself. */
  @Get('/sent')
  @ETag(versionOf(() => 'row'))
  async send(@InExchange() exchange: Exchange): Promise<unknown> {
    await gate.pass('read');
    exchange.answer({ sent: true });
    return exchange.raw;
  }

  @Put()
  @Touches(() => 'row')
  async update(): Promise<object> {
    await gate.pass('write');
    return {};
  }
}

const controllers = [RowController];
const express: Restriction = {
  reason: 'on Express alone, where an action sends its response before it has ended, and without an envelope around it',
  applies: ({ driver, envelope }) => driver.kind === 'express' && !envelope,
};

describe('fault 41: a read that meets a write goes out untagged', () => {
  describe('with versions in memory', () => {
    inEachSetup({ controllers, conditionalRequests: { versions: new MemoryVersions() } }, describeReads);
  });

  const memory = new MemoryVersions();
  const later = new WatchedStore(() => memory);
  describe('with a store that answers later', () => {
    inEachSetup({ controllers, conditionalRequests: { versions: later } }, describeReads);
  });

  describe('an action that sends its own response', () => {
    inEachSetup(
      { controllers, conditionalRequests: { versions: new MemoryVersions() } },
      (app) => {
        beforeEach(() => gate.reset());

        it('is looked up again in memory', async () => {
          expect((await readDuring(app, '/row/sent', [])).headers.etag).to.match(/^"/);
          expect((await readDuring(app, '/row/sent', ['write'])).headers.etag).to.equal(undefined);
        });
      },
      express,
    );
    inEachSetup(
      { controllers, conditionalRequests: { versions: later } },
      (app) => {
        beforeEach(() => gate.reset());

        it('goes out untagged with a store that answers later', async () => {
          expect((await readDuring(app, '/row/sent', [])).headers.etag).to.equal(undefined);
        });
      },
      express,
    );
  });
});

function describeReads(app: App): void {
  beforeEach(() => gate.reset());

  it('one that meets none has its tag', async () => {
    expect((await readDuring(app, '/row', [])).headers.etag).to.match(/^"/);
  });

  it('one during which a write was made has none', async () => {
    expect((await readDuring(app, '/row', ['write'])).headers.etag).to.equal(undefined);
  });

  it('one that ends while a write is on its way has none', async () => {
    const reading = app.send('GET', '/row');
    await gate.entered('read');
    const writing = app.send('PUT', '/row');
    await gate.entered('write');
    gate.open('read');
    expect((await reading).headers.etag).to.equal(undefined);
    gate.open('write');
    expect((await writing).status).to.equal(200);
  });
}

/** A read while whose action writes are made. */
async function readDuring(app: App, path: string, writes: readonly string[]) {
  const reading = app.send('GET', path);
  await gate.entered('read');
  for (const write of writes) {
    const writing = app.send('PUT', '/row');
    await gate.letThrough(write);
    await writing;
  }
  gate.open('read');
  const answer = await reading;
  gate.passed.clear();
  return answer;
}
