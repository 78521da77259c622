import { LRUCache } from 'lru-cache';
import { randomVersion } from './random-version';
import { requireBound } from './require-bound';
import type { Mark, VersionStore } from './version-store';

/** Options of {@link MemoryVersions}. */
export interface MemoryVersionsOptions {
  /**
   * How many names keep their versions; the least recently read is forgotten first. A whole number above 0. Default
   * 100,000.
   */
  readonly max?: number;
}

/**
 * The names of a mark, with the versions that they get when it is settled; `undefined` for a name that another write
 * changes too.
 */
type NextVersions = Map<string, string | undefined>;

/**
 * Versions in the memory of one process. A mark never expires, because it lives and dies with the process that has set
 * it.
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { conditionalRequests, MemoryVersions } from 'routing-controllers-etag';
 *
 * const versions = new MemoryVersions({ max: 10_000 });
 * const app = new Koa();
 * app.use(conditionalRequests({ versions }));
 * app.listen(3000);
 * versions.touch('articles'); // as a job does that has changed them
 * ```
 */
export class MemoryVersions implements VersionStore {
  readonly #versions: LRUCache<string, string>;
  readonly #marks = new Map<string, Set<NextVersions>>();

  /** @throws TypeError for an option that is not a whole number above 0 */
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
    for (const name of names) this.#change(name);
  }

  mark(names: readonly string[]): Mark {
    const versions: NextVersions = new Map(names.map((name) => [name, randomVersion()]));
    const next = names.map((name) => versions.get(name) as string);
    for (const name of versions.keys()) this.#addMark(name, versions);
    return { next, settle: () => this.#settle(versions) };
  }

  #addMark(name: string, versions: NextVersions): void {
    this.#change(name);
    const marks = this.#marks.get(name);
    if (marks === undefined) {
      this.#marks.set(name, new Set([versions]));
    } else {
      marks.add(versions);
      versions.set(name, undefined);
    }
  }

  /** Ends the version of a name, and keeps its marks from setting the next one. */
  #change(name: string): void {
    this.#versions.delete(name);
    for (const versions of this.#marks.get(name) ?? []) versions.set(name, undefined);
  }

  #settle(versions: NextVersions): void {
    for (const [name, next] of versions) {
      const marks = this.#marks.get(name);
      marks?.delete(versions);
      if (marks?.size === 0) this.#marks.delete(name);
      if (next !== undefined) this.#versions.set(name, next);
    }
    versions.clear();
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
