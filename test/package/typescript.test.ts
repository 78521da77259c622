import { expect } from 'chai';
import { ANSWERS, conversationOn, FRAMEWORKS } from './conversation';
import { entryPoints } from './entry-points';
import { PackedPackage } from './packed-package';
import { Project } from './project';

/** A compiler, with the newest `@types/node` that it reads. */
interface Compiler {
  readonly name: string;
  readonly nodeTypes?: string;
  /** The options by which it resolves as `node10`; a compiler without them cannot. */
  readonly node10?: Readonly<Record<string, string>>;
}

const COMPILERS: readonly Compiler[] = [
  { name: 'typescript-5.0', nodeTypes: 'types-node-20', node10: { moduleResolution: 'node10' } },
  { name: 'typescript-5.9', node10: { moduleResolution: 'node10' } },
  { name: 'typescript-6', node10: { moduleResolution: 'node10', ignoreDeprecations: '6.0' } },
  { name: 'typescript-7' },
];

/** Without skipLibCheck, the declarations are checked too, the package's and those that they import. */
const SETTINGS = {
  strict: true,
  target: 'es2022',
  types: ['node'],
  experimentalDecorators: true,
  esModuleInterop: true,
};

const BUNDLER = { module: 'esnext', moduleResolution: 'bundler' };

/** Each framework has a project without the types of the other one; the entry point of the other is left out there. */
const frameworks: readonly string[] = FRAMEWORKS.map(({ name }) => name);

describe('the packed package in TypeScript', function () {
  this.timeout(300_000);
  let packed: PackedPackage;
  let tools: Project;

  before(async () => {
    packed = await PackedPackage.make();
    tools = await Project.withTools();
  });

  after(() => {
    tools?.remove();
    packed?.remove();
  });

  for (const framework of frameworks) {
    describe(`in a project on ${framework}`, () => {
      let project: Project;

      before(async () => {
        project = await Project.of(framework, packed.tarball);
        const imported = entryPoints.filter(({ subpath }) => subpath === framework || !frameworks.includes(subpath));
        const program = imported
          .map(({ specifier }, index) => `import * as entry${index} from '${specifier}';\nexport { entry${index} };\n`)
          .join('');
        for (const extension of ['ts', 'cts', 'mts']) project.write(`entries.${extension}`, program);
      });

      after(() => project?.remove());

      for (const { name, nodeTypes = 'types-node-newest', node10 } of COMPILERS) {
        describe(name, () => {
          before(() => project.replace('@types/node', nodeTypes));

          for (const module of ['node16', 'nodenext']) {
            it(`compiles every entry point by ${module}, from CommonJS and from ESM`, async () => {
              await compile(name, { module }, ['entries.cts', 'entries.mts']);
            });
          }

          it('compiles every entry point by bundler', async () => {
            await compile(name, BUNDLER, ['entries.ts']);
          });

          if (node10 === undefined) return;
          it('fault 31: compiles every entry point by node10', async () => {
            await compile(name, { module: 'commonjs', ...node10 }, ['entries.ts']);
          });
        });
      }

      async function compile(compiler: string, options: object, files: readonly string[]): Promise<void> {
        const compilerOptions = { ...SETTINGS, ...options, noEmit: true };
        project.write('tsconfig.json', JSON.stringify({ compilerOptions, files }));
        await project.run('node', [compilerOf(compiler), '-p', '.']);
      }
    });
  }

  for (const framework of FRAMEWORKS) {
    describe(`the conversation on ${framework.name}`, () => {
      let project: Project;

      before(async () => {
        project = await Project.of(framework.name, packed.tarball);
      });

      after(() => project?.remove());

      const compilations = [
        { name: 'CommonJS by node16', options: { module: 'node16', emitDecoratorMetadata: true }, type: 'commonjs' },
        { name: 'ESM by node16', options: { module: 'node16', emitDecoratorMetadata: true }, type: 'module' },
        { name: 'ESM by bundler', options: { ...BUNDLER, emitDecoratorMetadata: true }, type: 'module' },
        { name: 'CommonJS without metadata', options: { module: 'node16' }, type: 'commonjs' },
      ];
      for (const { name, options, type } of compilations) {
        it(`is the same when it is compiled as ${name}`, async () => {
          const folder = name.toLowerCase().replaceAll(' ', '-');
          project.write(`${folder}/package.json`, JSON.stringify({ type }));
          project.write(`${folder}/articles.ts`, conversationOn(framework));
          const compilerOptions = { ...SETTINGS, ...options };
          project.write(`${folder}/tsconfig.json`, JSON.stringify({ compilerOptions, files: ['articles.ts'] }));
          await project.run('node', [compilerOf('typescript-7'), '-p', folder]);
          expect(await project.run('node', [`${folder}/articles.js`])).to.equal(ANSWERS);
        });
      }
    });
  }

  function compilerOf(name: string): string {
    return tools.path('node_modules', name, 'bin', 'tsc');
  }
});
