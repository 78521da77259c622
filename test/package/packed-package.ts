import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from './run';

const root = join(__dirname, '..', '..', '..');

/** The package as it is published, from what has been compiled. */
export class PackedPackage {
  private constructor(
    private readonly folder: string,
    readonly tarball: string,
    /** The files in the tarball. */
    readonly files: readonly string[],
  ) {}

  static async make(): Promise<PackedPackage> {
    const folder = mkdtempSync(join(tmpdir(), 'packed-'));
    // Without prepack: it would remove the compiled tests that are running.
    const report = await run(root, 'npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder]);
    // A list before npm 12, and since then an object by the packages' names.
    const [packed] = Object.values<{ filename: string; files: { path: string }[] }>(JSON.parse(report));
    if (packed === undefined) throw new Error(`npm pack has packed nothing: ${report}`);
    return new PackedPackage(folder, join(folder, packed.filename), packed.files.map(({ path }) => path).sort());
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
