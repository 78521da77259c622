import { expect } from 'chai';
import { blocksOf, sources } from '../docs/examples';
import { compiled, typeCheck } from '../docs/type-check';
import { ForeignServer } from './foreign-server';

const FOLDER = 'client';

const documented = ['docs/client.md', ...sources().filter((file) => file.startsWith('src/client/'))];
const examples = documented.flatMap((file) => blocksOf(file, 'ts'));

/** What the examples read, each a part of it. */
const READ = { title: 'A title', body: 'Text', summary: 'Short', likes: 0, count: 0, voters: [], text: '' };

describe('the examples of the client', function () {
  this.timeout(60_000);
  const server = new ForeignServer();
  const { fetch } = globalThis;

  before(async () => {
    await server.start();
    globalThis.fetch = (url, init) => {
      const request = new Request(url, init);
      const asked = request.url.replace('http://localhost:3000', server.origin);
      return fetch(new Request(asked, request));
    };
  });
  after(async () => {
    globalThis.fetch = fetch;
    await server.stop();
  });
  beforeEach(() => {
    for (const path of ['/articles/7', '/counters/7', '/polls/7']) server.put(path, READ);
  });

  it('compile with nothing around them: they show every name that they use', () => {
    expect(examples).not.to.be.empty;
    expect(typeCheck(examples, FOLDER).join('\n')).to.equal('');
  });

  for (const example of examples) {
    it(`${example.file}, line ${example.line}, runs`, async () => {
      await import(compiled(example, FOLDER));
    });
  }

  it('have sent their writes', () => {
    const changed = server.requests.filter((each) => /^(?:PUT|PATCH)/.test(each));
    expect(changed).to.have.length.above(examples.length / 2);
  });
});
