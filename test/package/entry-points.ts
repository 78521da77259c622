import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What package.json says of a way into the package: a file, or one for each condition. */
type Target = string | { readonly [condition: string]: Target };

interface Manifest {
  readonly name: string;
  readonly exports: Readonly<Record<string, Target>>;
  readonly typesVersions: { readonly '*': Readonly<Record<string, readonly string[]>> };
}

/** A module that users import. */
export interface EntryPoint {
  /** Without the package's name; empty for the package itself. */
  readonly subpath: string;
  /** What users write between the quotes. */
  readonly specifier: string;
  /** The declarations for a compiler that knows no `exports`. */
  readonly types: string;
}

export const manifest: Manifest = JSON.parse(readFileSync(join(__dirname, '..', '..', '..', 'package.json'), 'utf8'));

/** Every module that package.json exports. */
export const entryPoints: readonly EntryPoint[] = Object.entries(manifest.exports)
  .filter(([key]) => !key.endsWith('.json'))
  .map(([key, target]) => {
    const subpath = key.slice(2);
    return { subpath, specifier: join(manifest.name, subpath), types: typesOf(target) };
  });

function typesOf(target: Target): string {
  if (typeof target === 'string') return target.replace(/(?:\.d)?\.[jt]s$/, '.d.ts');
  for (const [condition, file] of Object.entries(target)) {
    if (['types', 'require', 'node', 'default'].includes(condition)) return typesOf(file);
  }
  throw new Error(`package.json has no CommonJS in ${JSON.stringify(target)}`);
}
