import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { expect } from 'chai';
import { request } from '../request';
import type { RunningServer } from '../server';
import { Gate } from './gate';
import { contentOf, open } from './receive';
import { inEachWay, isOnKoa3, type Route, type Way } from './shallow-ways';

async function serving(way: Way, route: Route, behaviour: (server: RunningServer) => Promise<void>): Promise<void> {
  const server = await way.serve({ '/stream': route, '/ping': () => 'pong' }, {});
  try {
    await behaviour(server);
  } finally {
    await server.close();
  }
}

async function nextChunk(response: IncomingMessage): Promise<string> {
  const [chunk] = (await once(response, 'data')) as [Buffer];
  return chunk.toString();
}

const MEGABYTE = 1_048_576;

describe('ShallowEtag and streams', () => {
  inEachWay((way) => {
    it('server-sent events are not held back: each is there before the next is made', async () => {
      const events = new PassThrough();
      const route: Route = (ctx) => {
        ctx.type = 'text/event-stream';
        events.write('data: 1\n\n');
        return events;
      };
      await serving(way, route, async ({ port }) => {
        const response = await open(port, '/stream', { Accept: 'text/event-stream', 'If-None-Match': '*' });
        expect(response.headers)
          .to.have.property('content-type')
          .that.matches(/^text\/event-stream/);
        expect(await nextChunk(response)).to.equal('data: 1\n\n');
        events.write('data: 2\n\n');
        expect(await nextChunk(response)).to.equal('data: 2\n\n');
        events.end();
        await once(response, 'end');
      });
    });

    it('a client that does not read holds the source up', async () => {
      let produced = 0;
      const endless = () =>
        new Readable({
          read() {
            produced += MEGABYTE;
            this.push(Buffer.alloc(MEGABYTE));
          },
        });
      await serving(way, endless, async ({ port }) => {
        const response = await open(port, '/stream');
        await once(response, 'readable');
        for (let time = 0; time < 200; time++) await request(port, 'GET', '/ping');
        expect(produced).to.be.below(50 * MEGABYTE);
        response.destroy();
      });
    });

    it('a client that leaves ends the source', async () => {
      const endless = new Readable({
        read() {
          this.push(Buffer.alloc(MEGABYTE));
        },
      });
      await serving(
        way,
        () => endless,
        async ({ port }) => {
          const response = await open(port, '/stream');
          const closed = once(endless, 'close');
          response.destroy();
          await closed;
        },
      );
    });

    it('a HEAD frees the source', async () => {
      const source = new PassThrough();
      await serving(
        way,
        () => source,
        async ({ port }) => {
          const closed = once(source, 'close');
          await contentOf(await open(port, '/stream', {}, 'HEAD'));
          await closed;
        },
      );
    });

    for (const [outcome, fields, status] of [
      ['a 304', { 'If-None-Match': '"v1"' }, 304],
      ['a 412', { 'If-Match': '"v0"' }, 412],
    ] as const) {
      it(`${outcome} by the stream's own tag frees the source`, async () => {
        const source = new PassThrough();
        const route: Route = (ctx) => {
          ctx.set('ETag', '"v1"');
          return source;
        };
        await serving(way, route, async ({ port }) => {
          const closed = once(source, 'close');
          const response = await open(port, '/stream', fields);
          expect(response.statusCode).to.equal(status);
          await contentOf(response);
          await closed;
        });
      });

      it(`a stream whose head is sent goes on, whatever its own tag: no ${outcome.slice(2)}`, async () => {
        const route: Route = (ctx) => {
          ctx.set('ETag', '"v1"');
          ctx.status = 200;
          ctx.flushHeaders();
          return Readable.from(['full']);
        };
        await serving(way, route, async ({ port }) => {
          const response = await open(port, '/stream', fields);
          expect(response.statusCode).to.equal(200);
          expect((await contentOf(response)).toString()).to.equal('full');
        });
      });
    }
  });

  inEachWay((way) => {
    /** A source that tells when it is no longer needed. */
    function cancellable(pull: (controller: ReadableStreamDefaultController<Uint8Array>) => void) {
      const cancelled = new Gate();
      const source = new ReadableStream<Uint8Array>({ pull, cancel: cancelled.open });
      return { source, cancellation: cancelled.opened };
    }

    const kinds: readonly (readonly [string, (source: ReadableStream<Uint8Array>) => unknown])[] = [
      ['a web ReadableStream', (source) => source],
      ['a fetch Response', (source) => new Response(source)],
    ];

    for (const [description, make] of kinds) {
      it(`${description} is not held back, and ended when the client leaves`, async () => {
        const { source, cancellation } = cancellable((controller) => controller.enqueue(Buffer.from('first')));
        const body = make(source);
        await serving(
          way,
          () => body,
          async ({ port }) => {
            const response = await open(port, '/stream', { 'If-None-Match': '*' });
            expect(response.headers).not.to.include.any.keys('etag', 'cache-control');
            expect(await nextChunk(response)).to.match(/^first/);
            response.destroy();
            await cancellation;
          },
        );
      });

      for (const [outcome, fields, status] of [
        ['a 304', { 'If-None-Match': '"v1"' }, 304],
        ['a 412', { 'If-Match': '"v0"' }, 412],
      ] as const) {
        it(`${outcome} by its own tag cancels ${description}`, async () => {
          const { source, cancellation } = cancellable(() => {});
          const body = make(source);
          const route: Route = (ctx) => {
            ctx.set('ETag', '"v1"');
            return body;
          };
          await serving(way, route, async ({ port }) => {
            const response = await open(port, '/stream', fields);
            expect(response.statusCode).to.equal(status);
            await contentOf(response);
            await cancellation;
          });
        });
      }
    }
  }, isOnKoa3);
});
