import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** 64 bits. If two names have the same hash, purging one purges the other: an unnecessary miss, never a stale hit. */
const DIGITS = 16;

/** How many hashes are kept: a look-up takes a tenth of the time of a hash. */
const KEPT = 10_000;

/**
 * Hashes names for shared caches. A hash reveals no id. Its digits and lower-case letters fit the alphabet and the
 * length of every vendor, and vendors that ignore case can tell two hashes apart.
 */
export class HashedNames {
  readonly #hashes = new LRUCache<string, string>({ max: KEPT });

  of(name: string): string {
    let hashed = this.#hashes.get(name);
    if (hashed === undefined) {
      hashed = hash('sha256', name, 'hex').slice(0, DIGITS);
      this.#hashes.set(name, hashed);
    }
    return hashed;
  }
}
