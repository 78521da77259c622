import { hash } from 'node:crypto';
import { LRUCache } from 'lru-cache';

/** How many hexadecimal digits a hashed name has: 64 bits. Two names that share a hash cost a purge too much, and nothing else. */
const DIGITS = 16;

/** How many names keep their hashes: it takes a tenth of the time of making one. */
const KEPT = 10_000;

/**
 * Names as shared caches see them: a hash shows no id, and its small letters and digits fit every vendor's alphabet and length, also
 * where case does not count.
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
