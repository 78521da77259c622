import type { ServerResponse } from 'node:http';
import { expect } from 'chai';
import { checkNotModified, conditionalRequests } from 'routing-controllers-etag/koa';
import { observedEvents } from '../controllers/observed-events';
import { onEachKoa } from '../koa/app';

interface Sent {
  readonly bytes: number | undefined;
  readonly status?: number;
  readonly send: (res: ServerResponse) => void;
}

/** How a route may send its content by itself, and how many bytes that is. */
const ways: Readonly<Record<string, Sent>> = {
  '/text': { bytes: 2, send: (res) => res.end('é') },
  '/utf8': { bytes: 2, send: (res) => res.end('é', 'utf8') },
  '/UTF-8': { bytes: 2, send: (res) => res.end('é', 'UTF-8' as BufferEncoding) },
  '/utf16le': { bytes: 4, send: (res) => res.end('éé', 'utf16le') },
  '/latin1': { bytes: 1, send: (res) => res.end('é', 'latin1') },
  '/hex': { bytes: 3, send: (res) => res.end('c3a9c3', 'hex') },
  '/buffer': { bytes: 5, send: (res) => res.end(Buffer.from('12345')) },
  '/typed-array': { bytes: 4, send: (res) => res.end(new Uint8Array(4)) },
  '/204': { bytes: 0, status: 204, send: (res) => res.end() },
  '/nothing': { bytes: undefined, send: (res) => res.end() },
  '/callback': { bytes: undefined, send: (res) => res.end(() => undefined) },
  '/parts': {
    bytes: undefined,
    send(res) {
      res.write('é');
      res.write('é', 'latin1');
      res.end('12');
    },
  },
  '/length': {
    bytes: 3,
    send(res) {
      res.setHeader('Content-Length', '3');
      res.write('1');
      res.end('23');
    },
  },
};

/** How many bytes a 304 has spared where a 200 was seen: also those of content that was sent in parts. */
const spared: Readonly<Record<string, number>> = { '/text': 2, '/latin1': 1, '/buffer': 5, '/parts': 5, '/length': 3 };

describe('the content that a route sends by itself', () => {
  const events = observedEvents();

  onEachKoa(
    (koa) => {
      koa.use(conditionalRequests());
      koa.use((ctx) => {
        if (checkNotModified(ctx, '1')) return;
        ctx.respond = false;
        const { status = 200, send } = ways[ctx.path] as Sent;
        ctx.res.statusCode = status;
        ctx.res.setHeader('ETag', '"1"');
        send(ctx.res);
      });
    },
    (app) => {
      for (const [path, { bytes }] of Object.entries(ways)) {
        it(`${path} has ${bytes ?? 'an unknown number of'} bytes, and a HEAD of it none`, async () => {
          await app.send('GET', path);
          await app.send('HEAD', path);
          expect(events.map((event) => event.bytes)).to.deep.equal([bytes, 0]);
        });
      }

      for (const [path, bytes] of Object.entries(spared)) {
        it(`a 304 of ${path} has spared ${bytes}, of this host and query alone`, async () => {
          await app.send('GET', path);
          const again = { 'If-None-Match': '"1"' };
          await app.send('GET', path, again);
          await app.send('GET', `${path}?other`, again);
          await app.send('GET', path, { ...again, Host: 'other.example' });
          const [sent, ...notModified] = events;
          expect(sent?.bytesNotSent).to.equal(undefined);
          expect(notModified.map(({ status }) => status)).to.deep.equal([304, 304, 304]);
          expect(notModified.map(({ bytesNotSent }) => bytesNotSent)).to.deep.equal([bytes, undefined, undefined]);
        });
      }
    },
  );
});
