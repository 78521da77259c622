import { expect } from 'chai';
import { testCases } from '../cases';
import { inEachSetup, withoutEnvelope } from '../controllers/app';
import type { Driver } from '../controllers/drivers';
import { rangeCases as table } from '../http/ranges.cases';
import { rangeCases } from './ranges.cases';
import { bytesOf, RepresentationController, TEXT } from './representations';

/** Other characters are refused by Node, on both sides. */
const CAN_BE_SENT = /^[\t\x20-\x7e]*$/;

const rangesOnly = (driver: Driver) => ({
  controllers: [RepresentationController],
  use: [driver.middleware().ranges()],
});

describe('ranges', () => {
  inEachSetup(
    rangesOnly,
    (app) => {
      testCases(app, [], rangeCases);

      for (const kind of ['text', 'buffer', 'json', 'file']) {
        it(`several ranges come in several parts, in their order: ${kind}`, async () => {
          const { status, headers, body } = await app.send('GET', `/tagged/${kind}`, { Range: 'bytes=5-6,-1,0-0' });
          expect(status).to.equal(206);
          expect(headers).to.include({ etag: '"v1"', 'content-length': String(body.length) });
          expect(headers).not.to.have.property('content-range');
          const boundary = /^multipart\/byteranges; boundary=([\w-]+)$/.exec(headers['content-type'] as string)?.[1];
          const type = (await app.send('GET', `/tagged/${kind}`)).headers['content-type'];
          const ofPart = type === undefined ? '' : `Content-Type: ${type}\r\n`;
          const part = (range: string, bytes: string) =>
            `--${boundary}\r\n${ofPart}Content-Range: bytes ${range}/11\r\n\r\n${bytes}\r\n`;
          expect(body).to.equal(`${part('5-6', '12')}${part('10-10', '}')}${part('0-0', '{')}--${boundary}--\r\n`);
        });

        it(`ranges of a body that ShallowEtag tags: ${kind}`, async () => {
          const path = `/shallow/${kind}`;
          const etag = (await app.send('GET', path)).headers.etag as string;
          expect(etag).to.match(/^"[0-9a-f]{16}"$/);
          const part = await app.send('GET', path, { Range: 'bytes=5-', 'If-Range': etag });
          expect(part).to.include({ status: 206, body: '12345}' });
          expect(part.headers).to.include({ etag, 'content-range': 'bytes 5-10/11' });
          expect(await app.send('GET', path, { Range: 'bytes=5-', 'If-Range': '"other"' })).to.include({
            status: 200,
            body: TEXT,
          });
          expect(await app.send('GET', path, { Range: 'bytes=5-', 'If-None-Match': etag })).to.include({ status: 304 });
        });
      }
    },
    withoutEnvelope,
  );

  describe("the tables of Go's and Spring's suites, over HTTP", () => {
    inEachSetup(
      rangesOnly,
      (app) => {
        for (const [kind, all] of Object.entries(table)) {
          const cases = all.filter(({ range }) => CAN_BE_SENT.test(range));
          it(`${kind}: ${cases.length} cases, of bytes in memory and of a file`, async () => {
            for (const { rule, range, length, expected } of cases) {
              const whole = bytesOf(length);
              for (const path of [`/bytes/${length}`, `/file/${length}`]) {
                const { status, headers, body } = await app.send('GET', path, { Range: range });
                const told = `${path}, ${range}: ${rule}`;
                if (expected === 'whole') {
                  expect(status, told).to.equal(200);
                  expect(body, told).to.equal(whole);
                } else if (expected === 'not-satisfiable') {
                  expect(status, told).to.equal(416);
                  expect(headers['content-range'], told).to.equal(`bytes */${length}`);
                } else {
                  expect(status, told).to.equal(206);
                  expect(partsOf(headers, body), told).to.deep.equal(
                    expected.map(([first, last]) => ({
                      range: `bytes ${first}-${last}/${length}`,
                      bytes: whole.slice(first, last + 1),
                    })),
                  );
                }
              }
            }
          });
        }
      },
      withoutEnvelope,
    );
  });

  describe('its options', () => {
    inEachSetup(
      (driver) => ({ controllers: [RepresentationController], use: [driver.middleware().ranges({ maxRanges: 2 })] }),
      (app) => {
        it('maxRanges: a field with more is ignored', async () => {
          expect((await app.send('GET', '/plain/text', { Range: 'bytes=0-0,2-2' })).status).to.equal(206);
          expect((await app.send('GET', '/plain/text', { Range: 'bytes=0-0,2-2,4-4' })).status).to.equal(200);
        });

        for (const options of [{ maxRanges: 0 }, { maxRanges: 1.5 }, { limit: 1 }, null]) {
          it(`refuses ${JSON.stringify(options)}`, () => {
            expect(() => app.setup.driver.middleware().ranges(options as never)).to.throw(TypeError, 'ranges');
          });
        }
      },
      withoutEnvelope,
    );
  });
});

interface Part {
  readonly range: string;
  readonly bytes: string;
}

/** The parts of a 206, whether it has one or several. */
function partsOf(headers: Readonly<Record<string, unknown>>, body: string): Part[] {
  const boundary = /boundary=([\w-]+)$/.exec(String(headers['content-type']))?.[1];
  if (boundary === undefined) return [{ range: String(headers['content-range']), bytes: body }];
  return body
    .split(`--${boundary}`)
    .slice(1, -1)
    .map((part) => {
      const [, range = '', bytes = ''] = /Content-Range: ([^\r]+)\r\n\r\n([\s\S]*)\r\n$/.exec(part) ?? [];
      return { range, bytes };
    });
}
