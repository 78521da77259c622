import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A directory that is removed after the tests. */
export class TemporaryDirectory {
  readonly path = mkdtempSync(join(tmpdir(), 'shallow-etag-'));
  #files = 0;

  /** Writes a new file, or one with this name. */
  write(content: string | Uint8Array, name = `file-${++this.#files}.txt`): string {
    const path = join(this.path, name);
    writeFileSync(path, content);
    return path;
  }

  /** Keeps the processor busy until a change would give a file another time: times come in ticks of milliseconds. */
  untilTimeDiffersFrom(path: string): void {
    const { ctimeNs } = statSync(path, { bigint: true });
    const probe = join(this.path, 'probe');
    do writeFileSync(probe, '');
    while (statSync(probe, { bigint: true }).ctimeNs <= ctimeNs);
  }

  remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}
