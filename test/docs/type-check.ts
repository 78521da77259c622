import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { type Example, projectFolder } from './examples';

/** The modules of a reader's application that examples import. */
const IMPORTED = join(projectFolder, 'samples/documents');

/** What stands around the examples of one compilation. */
export interface Surroundings {
  /** The folder in build/ that is made for it. */
  readonly folder: string;
  /** Files of test/docs/prelude. */
  readonly preludes: readonly string[];
}

/**
 * Compiles examples, each as a module of its own, as strictly as most readers do.
 *
 * @returns what the compiler has to say of each line, as `docs/recipes.md(12,3): error …`
 */
export function typeCheck(examples: readonly Example[], { folder, preludes }: Surroundings): string[] {
  const target = folderOf(folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(IMPORTED)) copyFileSync(join(IMPORTED, name), join(target, name));
  for (const name of preludes) copyFileSync(join(projectFolder, 'test/docs/prelude', name), join(target, name));
  for (const example of examples) writeFileSync(join(target, `${moduleOf(example)}.mts`), moduleText(example));
  writeFileSync(join(target, 'tsconfig.json'), JSON.stringify(configuration));
  const tsc = join(dirname(require.resolve('typescript/package.json')), 'bin/tsc');
  const { stdout, stderr } = spawnSync(process.execPath, [tsc, '-p', target, '--pretty', 'false'], {
    encoding: 'utf8',
  });
  const places = new Map(examples.map((example) => [`${moduleOf(example)}.mts`, example.file]));
  return `${stdout}${stderr}`
    .split('\n')
    .filter((line) => line.includes('error TS'))
    .map((line) => line.replace(/^[^(]+/, (path) => places.get(basename(path)) ?? path));
}

/** The module that an example was compiled to. */
export function compiled(example: Example, folder: string): string {
  return join(folderOf(folder), 'compiled', `${moduleOf(example)}.mjs`);
}

const configuration = {
  extends: '../../../tsconfig.json',
  compilerOptions: {
    rootDir: '.',
    outDir: 'compiled',
    moduleDetection: 'auto',
    exactOptionalPropertyTypes: false,
    noUncheckedIndexedAccess: false,
    noUnusedLocals: false,
    noUnusedParameters: false,
  },
  include: ['*'],
  exclude: [],
};

function folderOf(folder: string): string {
  return join(projectFolder, 'build/examples', folder);
}

function moduleOf({ file, line }: Example): string {
  return `${file.replaceAll(/[/.]/g, '-')}-${line}`;
}

/** Every line keeps its number; what is put around the code shares a line with its fences. */
function moduleText(example: Example): string {
  const { code, line } = example;
  const before = '\n'.repeat(line - 2) + importOfDocumented(example);
  if (!isMembers(code)) return `${before}export {};\n${code}\n`;
  const controller = /\bthis: (\w+)/.exec(code)?.[1] ?? 'Controller';
  return `${before}export class ${controller} extends Services {\n${code}\n}\n`;
}

/** A docstring's example that does not import what its module exports takes it from there: not all of it is public. */
function importOfDocumented({ file, code }: Example): string {
  if (!file.startsWith('src/')) return '';
  const module = file.replace(/^src/, 'dist').replace(/\.ts$/, '.js');
  const names = Object.keys(require(join(projectFolder, module))).filter(
    (name) => new RegExp(`\\b${name}\\b`).test(code) && !new RegExp(`^import .*\\b${name}\\b`, 'm').test(code),
  );
  return names.length === 0 ? '' : `import { ${names.join(', ')} } from '../../../${module}'; `;
}

/** Whether an example shows actions without their controller. */
function isMembers(code: string): boolean {
  return code.startsWith('@') && !/\bclass \w+/.test(code);
}
