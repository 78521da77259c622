import type { VersionStore } from '../stores/version-store';
import { type NamedField, NameFields } from './name-fields';
import { tellOfPurge } from './purge-event';
import { Purger } from './purger';
import { type SharedCacheOptions, sharedCacheSettings } from './shared-cache-options';

/** The shared caches in front of an application: what they are told of names, and how names are taken out of them. */
export class SharedCache {
  readonly #fields: NameFields;
  readonly #purger: Purger | undefined;
  readonly #inBackground: boolean;
  readonly #timeout: number;
  readonly #watched = new WeakSet<VersionStore>();

  /** @throws TypeError for options that are not what their types say */
  constructor(options: SharedCacheOptions) {
    const settings = sharedCacheSettings(options);
    const { purge, purgeTimeout: timeout, purgeAgain: again } = settings;
    this.#fields = new NameFields(settings);
    this.#purger = purge && new Purger({ purge, timeout, again });
    this.#inBackground = settings.purgeInBackground;
    this.#timeout = timeout;
  }

  /** How long the response to a write may have to wait for its purge, in milliseconds; `undefined` if it never waits. */
  get wait(): number | undefined {
    return this.#purger === undefined || this.#inBackground ? undefined : this.#timeout;
  }

  /** The fields of a response that is made of names; a sentence's end where a cache would not take all of them. */
  describe(names: readonly string[]): readonly NamedField[] | string {
    return this.#fields.describe(names);
  }

  /** The field of a response to a write that has touched names. */
  invalidation(names: readonly string[]): NamedField | undefined {
    return this.#fields.invalidation(names);
  }

  /** Takes what is made of names out of the caches, and waits for it within its bound. It never throws. */
  async purge(names: readonly string[]): Promise<void> {
    const tags = this.#fields.purged(names);
    if (this.#purger === undefined || tags.length === 0) return;
    const purged = this.#purger.purge(tags);
    if (!this.#inBackground) await this.#waitFor(purged, tags);
  }

  /** Purges the names that a version store is told to touch. */
  watch(store: VersionStore): void {
    if (this.#purger === undefined || this.#watched.has(store)) return;
    this.#watched.add(store);
    const { touch } = store;
    store.touch = (...names) => this.#purgeTouched(touch.apply(store, names), names);
  }

  /** What has changed is stale in the caches, whether its versions could be changed or not. */
  async #purgeTouched(touched: ReturnType<VersionStore['touch']>, names: readonly string[]): Promise<void> {
    try {
      await touched;
    } finally {
      await this.purge(names);
    }
  }

  async #waitFor(purged: Promise<void>, tags: readonly string[]): Promise<void> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<'late'>((resolve) => {
      timer = setTimeout(resolve, this.#timeout, 'late');
    });
    if ((await Promise.race([purged, late])) === 'late') {
      tellOfPurge({ code: 'ETAG_PURGE_LATE', tags, waited: this.#timeout });
    }
    clearTimeout(timer);
  }
}
