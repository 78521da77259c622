import { spawnSync } from 'node:child_process';
import { copyFileSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { ENTRY_POINTS } from '../package/entry-points.cases';
import { type Example, projectFolder } from './examples';

/** The modules of a reader's application that examples import. */
const IMPORTED = join(projectFolder, 'samples/documents');

/**
 * Compiles examples, each as a module of its own, as strictly as most readers do. Nothing is in scope but what they import.
 *
 * @param folder - the folder in build/examples that is made for it
 * @returns what the compiler has to say of each line, as `docs/recipes.md(12,3): error …`
 */
export function typeCheck(examples: readonly Example[], folder: string): string[] {
  const target = folderOf(folder);
  rmSync(target, { recursive: true, force: true });
  mkdirSync(target, { recursive: true });
  for (const name of readdirSync(IMPORTED)) copyFileSync(join(IMPORTED, name), join(target, name));
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

/** Every line keeps its number: what is put around the code shares a line with its fences. */
function moduleText(example: Example): string {
  const { code, line } = example;
  return `${'\n'.repeat(line - 2)}${importOfInternal(example)}export {};\n${code}\n`;
}

const published = new Set(Object.values(ENTRY_POINTS).flat());

/** The example of a function that is not published takes it from its module. */
function importOfInternal({ file, code }: Example): string {
  if (!file.startsWith('src/') || /^import /m.test(code)) return '';
  const module = file.replace(/^src/, 'dist').replace(/\.ts$/, '.js');
  const names = Object.keys(require(join(projectFolder, module))).filter(
    (name) => !published.has(name) && new RegExp(`\\b${name}\\b`).test(code),
  );
  return names.length === 0 ? '' : `import { ${names.join(', ')} } from '../../../${module}'; `;
}
