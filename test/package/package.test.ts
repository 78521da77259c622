import { cpSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { expect } from 'chai';
import { transformSync } from 'esbuild';
import { ANSWERS, conversationOn, KOA } from './conversation';
import { entryPoints, manifest } from './entry-points';
import { ENTRY_POINTS } from './entry-points.cases';
import { PackedPackage } from './packed-package';
import { Project } from './project';

const root = join(__dirname, '..', '..', '..');

describe('the packed package', function () {
  this.timeout(300_000);
  let packed: PackedPackage;
  let project: Project;

  before(async () => {
    packed = await PackedPackage.make();
    project = await Project.of('koa', packed.tarball);
  });

  after(() => {
    project?.remove();
    packed?.remove();
  });

  const readInstalled = (file: string) => project.read(join('node_modules', manifest.name, file));

  it('holds the compiled library with its types, the licence, the readme and the changelog, and nothing else', () => {
    const expected =
      /^(?:dist\/(?:[a-z-]+\/)*[a-z-]+\.(?:m?js|m?js\.map|d\.m?ts)|LICENSE|README\.md|CHANGELOG\.md|package\.json)$/;
    expect(packed.files.filter((file) => !expected.test(file))).to.deep.equal([]);
    expect(packed.files).to.include.members(['LICENSE', 'README.md', 'CHANGELOG.md', 'package.json', 'dist/index.js']);
    for (const file of packed.files.filter((each) => /\.m?js$/.test(each))) {
      expect(packed.files).to.include(file.replace(/\.(m?)js$/, '.d.$1ts'));
    }
  });

  it('has source maps that are complete: each file names its own, and that holds the source', () => {
    for (const file of packed.files.filter((each) => /\.m?js$/.test(each))) {
      const map = `${file}.map`;
      expect(readInstalled(file)).to.match(new RegExp(`//# sourceMappingURL=${basename(map)}\\s*$`));
      const { sources, sourcesContent } = JSON.parse(readInstalled(map));
      const originals = sources.map((source: string) => readFileSync(join(root, dirname(file), source), 'utf8'));
      expect(sourcesContent, map).to.deep.equal(originals);
    }
  });

  it('has its exports listed, for each entry point', () => {
    expect(Object.keys(ENTRY_POINTS)).to.have.members(entryPoints.map(({ specifier }) => specifier));
  });

  for (const { specifier } of entryPoints) {
    const names = ENTRY_POINTS[specifier] ?? [];

    it(`gives by require('${specifier}') exactly what is documented`, async () => {
      const exported = await project.run('node', ['-p', `JSON.stringify(Object.keys(require('${specifier}')).sort())`]);
      expect(JSON.parse(exported)).to.deep.equal(names);
    });

    it(`gives by import from '${specifier}' the same, each by its name`, async () => {
      const code = `import { ${names.join(', ')} } from '${specifier}'; console.log([${names.join(', ')}].map((each) => typeof each).includes('undefined'))`;
      expect(await project.run('node', ['--input-type=module', '-e', code])).to.equal('false\n');
    });
  }

  it('has no other way in', async () => {
    const attempt = project.run('node', ['-e', `require('${manifest.name}/dist/http/index.js')`]);
    expect(await rejection(attempt)).to.contain('ERR_PACKAGE_PATH_NOT_EXPORTED');
  });

  it('tells compilers that know no exports where the types of each entry point are', () => {
    const subpaths = entryPoints.filter(({ subpath }) => subpath !== '');
    expect(manifest.typesVersions).to.deep.equal({
      '*': Object.fromEntries(subpaths.map(({ subpath, types }) => [subpath, [types]])),
    });
    expect(packed.files).to.include.members(entryPoints.map(({ types }) => types.slice(2)));
  });

  it('needs no decorator metadata: it works in what esbuild makes, which drops them', async () => {
    const tsconfigRaw = { compilerOptions: { experimentalDecorators: true } };
    const { code } = transformSync(conversationOn(KOA), { loader: 'ts', format: 'cjs', target: 'node20', tsconfigRaw });
    project.write('esbuild/articles.cjs', code);
    expect(await project.run('node', ['esbuild/articles.cjs'])).to.equal(ANSWERS);
  });

  it('is built from clean: what an earlier build has left is not packed', async () => {
    const copy = Project.empty();
    try {
      for (const name of ['package.json', 'tsconfig.json', 'tsconfig.build.json', 'src']) {
        cpSync(join(root, name), copy.path(name), { recursive: true });
      }
      symlinkSync(join(root, 'node_modules'), copy.path('node_modules'));
      copy.write('dist/http/removed.js', '');
      const packedFiles = await copy.run('npm', ['pack', '--dry-run', '--json']);
      expect(packedFiles).to.contain('dist/http/index.js').and.not.contain('dist/http/removed.js');
    } finally {
      copy.remove();
    }
  });

  it('passes publint', async () => {
    expect(await project.run(tool('publint'), [packed.tarball, '--strict'])).to.contain('All good!');
  });

  it('passes attw: the types are those of the code, however it is resolved', async () => {
    const report = await project.run(tool('attw'), [packed.tarball, '--format', 'ascii']);
    const resolutions = report.split('\n').filter((line) => /^(?:node1[06]|bundler)/.test(line));
    expect(resolutions).to.have.length(4 * Object.keys(manifest.exports).length);
    expect(resolutions.filter((line) => !line.includes('🟢'))).to.deep.equal([]);
  });
});

/** A program of this repository's own. */
function tool(name: string): string {
  return join(root, 'node_modules', '.bin', name);
}

async function rejection(attempt: Promise<unknown>): Promise<string> {
  return attempt.then(
    () => 'no error',
    (error: Error) => error.message,
  );
}
