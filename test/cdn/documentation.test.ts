import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import type { Purge } from 'routing-controllers-etag/cdn';
import { blocksOf, type Example, textOf } from '../docs/examples';
import { compiled, typeCheck } from '../docs/type-check';

const load = createRequire(__filename);

describe('docs/shared-caches.md', () => {
  it('shows the configuration of Varnish that the tests and the sample use', () => {
    const [shown] = blocksOf('docs/shared-caches.md', 'vcl');
    expect(`${shown?.code}\n`).to.equal(textOf('samples/cdn/varnish.vcl'));
  });
});

/** A request of a recipe: its URL, its tags and its body's length in bytes. */
interface Sent {
  readonly url: string;
  readonly tags: readonly string[];
  readonly bytes: number;
}

const TAGS = Array.from({ length: 700 }, (_, index) => `${index}-`.padEnd(128, 'x'));

function recipeFor(name: string, language: string): Example {
  const recipe = blocksOf('docs/shared-caches.md', language).find(({ code }) => code.includes(name));
  if (recipe === undefined) throw new Error(`docs/shared-caches.md has no recipe ${name}`);
  return recipe;
}

describe('the recipes for CDNs', function () {
  this.timeout(60_000);
  const signal = new AbortController().signal;
  const { fetch: ownFetch } = globalThis;
  const sent: Sent[] = [];
  let status = 200;

  const record = (url: string, body: string, tags: readonly string[]) => {
    sent.push({ url, tags, bytes: Buffer.byteLength(body) });
  };

  before(() => {
    const recipes = ['purgeCloudflare', 'purgeFastly'].map((name) => recipeFor(name, 'ts'));
    expect(typeCheck(recipes, 'shared-caches').join('\n')).to.equal('');
    globalThis.fetch = (async (url: string, init: { body: string; signal: AbortSignal }) => {
      expect(init.signal).to.equal(signal);
      const { tags, surrogate_keys: keys } = JSON.parse(init.body);
      record(url, init.body, tags ?? keys);
      return new Response(null, { status });
    }) as unknown as typeof fetch;
  });
  after(() => {
    globalThis.fetch = ownFetch;
  });
  beforeEach(() => {
    sent.length = 0;
    status = 200;
  });

  /** The function of a recipe that is a script, with other modules than those that it requires. */
  const scriptOf = (name: string, modules: Readonly<Record<string, unknown>>): Purge =>
    new Function('require', `${recipeFor(name, 'js').code}\nreturn ${name};`)((id: string) => modules[id] ?? load(id));

  const byFetch = [
    { name: 'purgeCloudflare', host: 'api.cloudflare.com', most: 100 },
    { name: 'purgeFastly', host: 'api.fastly.com', most: 256 },
  ];
  for (const { name, host, most } of byFetch) {
    it(`${name} sends each tag once, at most ${most} in a call, and fails if the CDN refuses`, async () => {
      const exported = await import(pathToFileURL(compiled(recipeFor(name, 'ts'), 'shared-caches')).href);
      const purge: Purge = exported[name];
      await purge(TAGS, signal);
      expect(sent.flatMap(({ tags }) => tags)).to.deep.equal(TAGS);
      for (const { url, tags } of sent) {
        expect(new URL(url).host).to.equal(host);
        expect(tags.length).to.be.at.most(most);
      }
      status = 429;
      const failure = await Promise.resolve(purge(['a'], signal)).catch((error: Error) => error.message);
      expect(failure).to.contain('answered with 429');
    });
  }

  it('purgeCloudFront sends each tag as a path with #, with a reference that is used once', async () => {
    const inputs: { InvalidationBatch: { CallerReference: string; Paths: { Quantity: number; Items: string[] } } }[] =
      [];
    class CreateInvalidationCommand {
      constructor(readonly input: (typeof inputs)[number]) {}
    }
    class CloudFrontClient {
      async send({ input }: CreateInvalidationCommand, { abortSignal }: { abortSignal: AbortSignal }) {
        expect(abortSignal).to.equal(signal);
        inputs.push(input);
      }
    }
    const sdk = { CloudFrontClient, CreateInvalidationCommand };
    const purge = scriptOf('purgeCloudFront', { '@aws-sdk/client-cloudfront': sdk });
    await purge(['a', 'b'], signal);
    await purge(['a', 'b'], signal);
    const [first, second] = inputs.map(({ InvalidationBatch }) => InvalidationBatch);
    expect(first?.Paths).to.deep.equal({ Quantity: 2, Items: ['#a', '#b'] });
    expect(first?.CallerReference).not.to.equal(second?.CallerReference);
  });

  it('purgeAkamai sends each tag once, at most 50,000 bytes in a request, and fails if Akamai refuses', async () => {
    let failure: Error | undefined;
    class EdgeGrid {
      auth({ path, body }: { path: string; body: { objects: string[] } }) {
        record(path, JSON.stringify(body), body.objects);
      }

      send(done: (error?: Error) => void) {
        done(failure);
      }
    }
    const purge = scriptOf('purgeAkamai', { 'akamai-edgegrid': EdgeGrid });
    await purge(TAGS, signal);
    expect(sent.flatMap(({ tags }) => tags)).to.deep.equal(TAGS);
    for (const { bytes } of sent) expect(bytes).to.be.at.most(50_000);
    failure = new Error('429');
    expect(await Promise.resolve(purge(['a'], signal)).catch((error: Error) => error.message)).to.equal('429');
  });
});
