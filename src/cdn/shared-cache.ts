import { endsWithin } from '../stores/ends-within';
import type { VersionStore } from '../stores/version-store';
import { type NamedField, NameFields } from './name-fields';
import { tellOfPurge } from './purge-event';
import { Purger } from './purger';
import { type SharedCacheOptions, sharedCacheSettings } from './shared-cache-options';

/** The shared caches in front of an application: the fields that they read, and their purges. */
export class SharedCache {
  readonly #fields: NameFields;
  readonly #purger: Purger | undefined;
  readonly #inBackground: boolean;
  readonly #timeout: number;
  readonly #watched = new WeakSet<VersionStore>();

  /** @throws TypeError for invalid options */
  constructor(options: SharedCacheOptions) {
    const settings = sharedCacheSettings(options);
    const { purge, purgeTimeout: timeout, purgeAgain: again } = settings;
    this.#fields = new NameFields(settings);
    this.#purger = purge && new Purger({ purge, timeout, again });
    this.#inBackground = settings.purgeInBackground;
    this.#timeout = timeout;
  }

  /** How long the response to a write waits for its purge at most, in milliseconds; `undefined` if it never waits. */
  get wait(): number | undefined {
    return this.#purger === undefined || this.#inBackground ? undefined : this.#timeout;
  }

  /** See {@link NameFields.describe}. */
  describe(names: readonly string[]): readonly NamedField[] | string {
    return this.#fields.describe(names);
  }

  /** See {@link NameFields.invalidation}. */
  invalidation(names: readonly string[]): NamedField | undefined {
    return this.#fields.invalidation(names);
  }

  /** Purges names and, unless it runs in the background, waits for it up to the timeout. It never rejects. */
  async purge(names: readonly string[]): Promise<void> {
    const tags = this.#fields.purged(names);
    if (this.#purger === undefined || tags.length === 0) return;
    const purged = this.#purger.purge(tags);
    if (!this.#inBackground) await this.#waitFor(purged, tags);
  }

  /** Makes `touch` of a version store purge the names too. */
  watch(store: VersionStore): void {
    if (this.#purger === undefined || this.#watched.has(store)) return;
    this.#watched.add(store);
    const { touch } = store;
    store.touch = (...names) => this.#purgeTouched(touch.apply(store, names), names);
  }

  /** Purges also if the versions could not be changed: the data has changed, so the stored responses are old. */
  async #purgeTouched(touched: ReturnType<VersionStore['touch']>, names: readonly string[]): Promise<void> {
    try {
      await touched;
    } finally {
      await this.purge(names);
    }
  }

  async #waitFor(purged: Promise<void>, tags: readonly string[]): Promise<void> {
    if (!(await endsWithin(purged, this.#timeout))) {
      tellOfPurge({ code: 'ETAG_PURGE_LATE', tags, waited: this.#timeout });
    }
  }
}
