import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { ANSWERS, conversationOn, FRAMEWORKS, type Framework } from './conversation';
import { manifest } from './entry-points';
import { PackedPackage } from './packed-package';
import { Project } from './project';

const readme = readFileSync(join(__dirname, '..', '..', '..', 'README.md'), 'utf8');

/** What the README's "Install" installs on a framework, a command a line, and the compiler with the types that a program needs. */
function commandsOn(framework: string): string[][] {
  const commands = [...readme.matchAll(/^npm install (.+?)(?: +#.*)?$/gm)].map(([, names]) => (names ?? '').split(' '));
  const own = commands.filter(([first]) => first === manifest.name || first === framework);
  return [...own, ['typescript', `@types/${framework}`, '@types/node']];
}

const INSTALLERS = [
  { name: 'npm 11', program: 'npm-11/bin/npm-cli.js', add: ['install', '--no-audit', '--no-fund'] },
  { name: 'npm 12', program: 'npm-12/bin/npm-cli.js', add: ['install', '--no-audit', '--no-fund'] },
  { name: 'pnpm', program: 'pnpm/bin/pnpm.cjs', add: ['add'] },
];

const SETTINGS = {
  strict: true,
  module: 'nodenext',
  types: ['node'],
  experimentalDecorators: true,
  emitDecoratorMetadata: true,
};

describe('fault 31: the packed package, installed into an empty project as the README says', function () {
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

  for (const { name, program, add } of INSTALLERS) {
    for (const framework of FRAMEWORKS) describeInstallation(name, program, add, framework);
  }

  function describeInstallation(name: string, program: string, add: readonly string[], framework: Framework): void {
    it(`by ${name}, on ${framework.name}: its programs find all that they need`, async () => {
      const commands = commandsOn(framework.name);
      expect(commands).to.have.lengthOf(3);
      const project = Project.empty();
      try {
        for (const names of commands) {
          const packages = names.map((each) => (each === manifest.name ? packed.tarball : each));
          const said = await project.run('node', [tools.path('node_modules', program), ...add, ...packages]);
          expect(said).not.to.contain('unmet peer');
        }
        project.write('articles.ts', conversationOn(framework));
        project.write('tsconfig.json', JSON.stringify({ compilerOptions: SETTINGS, files: ['articles.ts'] }));
        await project.run(project.path('node_modules', '.bin', 'tsc'), ['-p', '.']);
        expect(await project.run('node', ['articles.js'])).to.equal(ANSWERS);
      } finally {
        project.remove();
      }
    });
  }
});
