import { expect } from 'chai';
import fc from 'fast-check';
import type { ValidatorSources } from 'routing-controllers-etag';
import { formatEntityTag } from 'routing-controllers-etag/http';
import { plainSetups } from '../controllers/app';
import { anyEmittedTag, anySecond } from '../http/arbitraries';
import { isKnownToNode } from '../query-method';
import { exchange, type RawRequest, type RawResponse } from './keep-alive-client';
import { RUNS, SEED } from './runs';
import { Ways } from './ways';

/** Each run is up to twenty requests, so there are fewer of them. */
const options = { numRuns: Math.min(RUNS / 50, 2_000), seed: SEED };

/** A value that ends as Apache marks a coding. A hyphen more before it would make it the library's own mark, which is an error. */
const anyValueWithApacheMark = fc
  .tuple(anyEmittedTag, fc.constantFrom('-gzip', '-br', ';gzip'))
  .map(([{ value }, mark]) => value.replace(/-+$/, '') + mark);

/** Whatever a tag function may return for a tag: a value, a tag written out, a tag, a number. */
const anyEmittedTagSource = fc.oneof(
  anyEmittedTag.map(({ value }) => value),
  anyValueWithApacheMark,
  anyEmittedTag.map(formatEntityTag),
  anyEmittedTag,
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.bigInt(),
);

/** A date in the past: one in the future counts as now, and now has passed when the client comes back. */
const anyDateSource = fc
  .tuple(anySecond, fc.integer({ min: 0, max: 999 }), fc.boolean())
  .filter(([second]) => second < Date.now() - 3_600_000)
  .map(([second, fraction, asDate]) => (asDate ? new Date(second + fraction) : second + fraction));

for (const setup of plainSetups) {
  describe(`what is emitted is what revalidates, over HTTP (seed ${SEED}), on ${setup.name}`, function () {
    this.timeout(600_000);
    let current: ValidatorSources | null = null;
    const server = new Ways(setup, () => current);
    before(() => server.start());
    after(() => server.stop());

    async function request(method: string, path: string, ...fields: Readonly<Record<string, string>>[]) {
      const requests = fields.map((each): RawRequest => ({ method, path, lines: Object.entries(each) }));
      return exchange(server.port, requests);
    }

    for (const way of ['decorated', 'injected', 'plain', 'conditional-get']) {
      const path = `/${way}/resource/1`;
      const writesAreEvaluated = way !== 'conditional-get';

      it(`${way}: every tag that a tag function may return`, async () => {
        await fc.assert(
          fc.asyncProperty(
            anyEmittedTagSource,
            fc.option(anyDateSource, { nil: undefined }),
            async (etag, lastModified) => {
              current = { etag, lastModified };
              const tag = field((await request('GET', path, {}))[0], 'etag');
              const weak = tag.startsWith('W/');
              const weakened = weak ? tag : `W/${tag}`;
              for (const method of ['GET', 'HEAD', 'QUERY'].filter(isKnownToNode)) {
                const lists = [tag, weakened, `"x", ${tag}`, '*'].map((list) => ({ 'If-None-Match': list }));
                const revalidations = await request(method, path, ...lists);
                expect(revalidations.map(({ status }) => status)).to.deep.equal([304, 304, 304, 304]);
                expect(field(revalidations[0], 'etag')).to.equal(tag);
              }
              if (!writesAreEvaluated) return;
              for (const method of ['PUT', 'DELETE']) {
                const lists = [tag, `"x", ${tag}`, weakened].map((list) => ({ 'If-Match': list }));
                const statuses = (await request(method, path, ...lists)).map(({ status }) => status);
                expect(statuses).to.deep.equal(weak ? [412, 412, 412] : [200, 200, 412]);
              }
            },
          ),
          options,
        );
      });

      it(`${way}: every date that a date function may return`, async () => {
        await fc.assert(
          fc.asyncProperty(anyDateSource, async (lastModified) => {
            current = { lastModified };
            const date = field((await request('GET', path, {}))[0], 'last-modified');
            for (const method of ['GET', 'HEAD']) {
              const [revalidation] = await request(method, path, { 'If-Modified-Since': date });
              expect(revalidation?.status).to.equal(304);
              expect(field(revalidation, 'last-modified')).to.equal(date);
            }
            if (!writesAreEvaluated) return;
            const [written] = await request('PUT', path, { 'If-Unmodified-Since': date });
            expect(written?.status).to.equal(200);
          }),
          options,
        );
      });
    }
  });
}

function field(response: RawResponse | undefined, name: string): string {
  const value = response?.fields.get(name);
  expect(value, `${name} of ${JSON.stringify(response?.status)}`).to.be.a('string');
  return value as string;
}
