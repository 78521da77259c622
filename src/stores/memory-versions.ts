import { LRUCache } from 'lru-cache';
import { randomVersion } from './random-version';
import { requireBound } from './require-bound';
import type { Mark, VersionStore } from './version-store';

/** Bounds of {@link MemoryVersions}. */
export interface MemoryVersionsOptions {
  /** How many names keep their versions; the least recently read are forgotten first. Default 100,000. */
  readonly max?: number;
}

/**
 * Versions in the memory of one process. A mark holds until it is settled, however long that takes: whoever has set it
 * lives as long as the marks do.
 *
 * @example
 * ```ts
 * const versions = new MemoryVersions({ max: 10_000 });
 * app.use(useVersions(versions));
 * versions.touch('articles');
 * ```
 */
export class MemoryVersions implements VersionStore {
  readonly #versions: LRUCache<string, string>;
  readonly #marks = new Map<string, Set<Mark>>();

  /** @throws TypeError for a bound that is no whole number above 0 */
  constructor({ max = 100_000 }: MemoryVersionsOptions = {}) {
    requireBound('max', max);
    this.#versions = new LRUCache({ max });
  }

  versionsOf(names: readonly string[]): readonly string[] | undefined {
    return this.#marks.size > 0 && names.some((name) => this.#marks.has(name))
      ? undefined
      : names.map((name) => this.#versionOf(name));
  }

  touch(...names: string[]): void {
    for (const name of names) this.#versions.delete(name);
  }

  mark(names: readonly string[]): Mark {
    const mark: Mark = { settle: () => this.#settle(mark, names) };
    for (const name of names) {
      const marks = this.#marks.get(name) ?? new Set();
      this.#marks.set(name, marks.add(mark));
    }
    this.touch(...names);
    return mark;
  }

  #settle(mark: Mark, names: readonly string[]): void {
    for (const name of names) {
      const marks = this.#marks.get(name);
      marks?.delete(mark);
      if (marks?.size === 0) this.#marks.delete(name);
    }
  }

  #versionOf(name: string): string {
    let version = this.#versions.get(name);
    if (version === undefined) {
      version = randomVersion();
      this.#versions.set(name, version);
    }
    return version;
  }
}
