import { readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect } from 'chai';
import { transformSync } from 'esbuild';
import { ENTRY_POINTS } from './entry-points.cases';
import { Project } from './project';

const root = join(__dirname, '..', '..', '..');

const CONTROLLER = `
import 'reflect-metadata';
import Koa from 'koa';
import { Get, JsonController, Param, useKoaServer } from 'routing-controllers';
import { ETag, type WebRequest, WebReq } from 'routing-controllers-etag';
import { entityTag, evaluatePreconditions, readConditions } from 'routing-controllers-etag/http';
import { checkNotModified, conditionalGet } from 'routing-controllers-etag/koa';
import { RedisGuard } from 'routing-controllers-etag/redis';

@JsonController('/articles')
class Articles {
  @Get('/:id')
  @ETag((id: string) => \`v\${id}\`)
  show(@Param('id') id: string) {
    return { id };
  }

  @Get('/:id/feed')
  feed(@Param('id') id: string, @WebReq() web: WebRequest): object | null {
    return web.checkNotModified(\`f\${id}\`) ? null : { id };
  }
}

const app = new Koa();
app.use(conditionalGet());
useKoaServer(app, { controllers: [Articles] });
const server = app.listen(0, '127.0.0.1', async () => {
  const { port } = server.address() as { port: number };
  for (const [path, tag] of [['7', '"v7"'], ['7/feed', '"f7"']] as const) {
    const response = await fetch(\`http://127.0.0.1:\${port}/articles/\${path}\`, { headers: { 'If-None-Match': tag } });
    console.log(response.status, response.headers.get('etag'));
  }
  server.close();
  server.closeAllConnections();
});

const decision = evaluatePreconditions('GET', readConditions(() => undefined), { etag: entityTag('v1') });
console.log(decision.outcome, typeof checkNotModified, typeof RedisGuard);
`;

const PAGE = `
import { resource } from 'routing-controllers-etag/client';

const note = resource<{ text: string }>('/notes/7', { fetch: window.fetch });
document.title = (await note.update(({ text }) => ({ text: text + '!' }))).value.text;
`;

const ANSWERS = 'proceed function function\n304 "v7"\n304 "f7"\n';

describe('the packed package, installed into an empty project', function () {
  this.timeout(120_000);
  let project: Project;

  before(() => {
    project = new Project();
  });

  after(() => project.remove());

  it('holds the compiled library with its types, the licence, the readme and the changelog, and nothing else', () => {
    const expected =
      /^(?:dist\/(?:[a-z-]+\/)?[a-z-]+\.(?:m?js|m?js\.map|d\.m?ts)|LICENSE|README\.md|CHANGELOG\.md|package\.json)$/;
    expect(project.files.filter((file) => !expected.test(file))).to.deep.equal([]);
    expect(project.files).to.include.members(['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json', 'dist/index.js']);
    for (const file of project.files.filter((each) => /\.m?js$/.test(each))) {
      expect(project.files).to.include(file.replace(/\.(m?)js$/, '.d.$1ts'));
    }
  });

  it('has source maps that are complete: each file names its own, and that holds the source', () => {
    for (const file of project.files.filter((each) => /\.m?js$/.test(each))) {
      const map = `${file}.map`;
      expect(project.read(file)).to.match(new RegExp(`//# sourceMappingURL=${basename(map)}\\s*$`));
      const { sources, sourcesContent } = JSON.parse(project.read(map));
      const originals = sources.map((source: string) => readFileSync(join(root, dirname(file), source), 'utf8'));
      expect(sourcesContent, map).to.deep.equal(originals);
    }
  });

  for (const [entry, names] of Object.entries(ENTRY_POINTS)) {
    it(`gives by require('${entry}') exactly what is documented`, () => {
      const exported = project.run('node', ['-p', `JSON.stringify(Object.keys(require('${entry}')).sort())`]);
      expect(JSON.parse(exported)).to.deep.equal(names);
    });

    it(`gives by import from '${entry}' the same, each by its name`, () => {
      const code = `import { ${names.join(', ')} } from '${entry}'; console.log([${names.join(', ')}].map((each) => typeof each).includes('undefined'))`;
      expect(project.run('node', ['--input-type=module', '-e', code])).to.equal('false\n');
    });
  }

  it('has no other way in', () => {
    const code = "require('routing-controllers-etag/dist/web/web-request.js')";
    expect(() => project.run('node', ['-e', code])).to.throw('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  const settings = {
    strict: true,
    target: 'es2022',
    types: ['node'],
    experimentalDecorators: true,
    // @types/koa does not compile beside every content-disposition; attw checks this package's own declarations.
    skipLibCheck: true,
  };
  const compilations = [
    { name: 'CommonJS by node16', options: { module: 'node16', emitDecoratorMetadata: true }, type: 'commonjs' },
    { name: 'ESM by node16', options: { module: 'node16', emitDecoratorMetadata: true }, type: 'module' },
    {
      name: 'ESM by bundler',
      options: { module: 'esnext', moduleResolution: 'bundler', emitDecoratorMetadata: true },
      type: 'module',
    },
    {
      name: 'CommonJS without metadata',
      options: { module: 'node16', emitDecoratorMetadata: false },
      type: 'commonjs',
    },
  ];
  for (const [index, { name, options, type }] of compilations.entries()) {
    it(`is compiled against and used from TypeScript: ${name}`, () => {
      const folder = `typescript-${index}`;
      project.write(`${folder}/package.json`, JSON.stringify({ type }));
      project.write(`${folder}/articles.ts`, CONTROLLER);
      const compilerOptions = { ...settings, ...options, esModuleInterop: true };
      project.write(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, files: ['articles.ts'] }));
      project.runTool('tsc', ['-p', folder]);
      expect(project.run('node', [`${folder}/articles.js`])).to.equal(ANSWERS);
    });
  }

  it("is compiled against in a browser's project: its client needs the DOM's types alone", () => {
    const compilerOptions = {
      ...{ strict: true, noEmit: true, skipLibCheck: false, types: [], lib: ['es2022', 'dom'] },
      ...{ module: 'esnext', moduleResolution: 'bundler', target: 'es2022', exactOptionalPropertyTypes: true },
    };
    project.write('browser/page.ts', PAGE);
    project.write('browser/tsconfig.json', JSON.stringify({ compilerOptions, files: ['page.ts'] }));
    project.runTool('tsc', ['-p', 'browser']);
  });

  it('needs no decorator metadata: it works in what esbuild makes, which drops them', () => {
    const tsconfigRaw = { compilerOptions: { experimentalDecorators: true } };
    const { code } = transformSync(CONTROLLER, { loader: 'ts', format: 'cjs', target: 'node20', tsconfigRaw });
    project.write('esbuild/articles.cjs', code);
    expect(project.run('node', ['esbuild/articles.cjs'])).to.equal(ANSWERS);
  });

  it('passes publint', () => {
    expect(project.runTool('publint', [project.tarball, '--strict'])).to.contain('All good!');
  });

  it('passes attw: the types are those of the code, however it is resolved', () => {
    // Resolution by "node10" knows no "exports"; TypeScript 7 and Node >= 20 have no such mode.
    const report = project.runTool('attw', [project.tarball, '--profile', 'node16', '--format', 'ascii']);
    const resolutions = report.split('\n').filter((line) => /^(?:node16|bundler)/.test(line));
    expect(resolutions).to.have.length(3 * (Object.keys(ENTRY_POINTS).length + 1));
    expect(resolutions.filter((line) => !line.includes('🟢'))).to.deep.equal([]);
  });
});
