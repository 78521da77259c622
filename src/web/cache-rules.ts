import { type CacheControlDirectives, type CheckedCacheControl, formatCacheControl } from '../http/cache-control';
import { PathPattern } from './path-pattern';

/**
 * `Cache-Control` by path: an object from patterns to the directives of the paths that they match. The first pattern
 * that matches a path applies, so put the more specific one first.
 */
export type CacheRulesByPath = Readonly<Record<string, CacheControlDirectives>>;

/** Rules whose literal times do not compile unless they are whole seconds, 0 or more. */
export type CheckedCacheRules<R> = { readonly [P in keyof R]: CheckedCacheControl<R[P]> };

interface CacheRule {
  readonly pattern: PathPattern;
  readonly cacheControl: string;
}

/** Finds the `Cache-Control` for a path. */
export class CacheRules {
  readonly #rules: readonly CacheRule[];

  /**
   * @throws TypeError for a pattern that no path can match, a pattern that is never reached because an earlier one
   *   matches the same paths, contradictory or unknown directives, and an empty object
   */
  constructor(rules: CacheRulesByPath) {
    if (typeof rules !== 'object' || rules === null || Array.isArray(rules)) {
      throw new TypeError(`cacheControl takes an object from patterns to directives, not ${printed(rules)}`);
    }
    this.#rules = Object.entries(rules).map(([text, directives]) => ofPattern(text, () => rule(text, directives)));
    if (this.#rules.length === 0) throw new TypeError('cacheControl takes at least one rule');
    for (const [index, { pattern }] of this.#rules.entries()) requireReached(pattern, this.#rules.slice(0, index));
  }

  /** @param pathname - the path as sent, without the query */
  cacheControlFor(pathname: string): string | undefined {
    const path = decoded(pathname);
    return this.#rules.find(({ pattern }) => pattern.matches(path))?.cacheControl;
  }
}

function rule(text: string, directives: CacheControlDirectives): CacheRule {
  const pattern = new PathPattern(text);
  if (typeof directives !== 'object' || directives === null || Array.isArray(directives)) {
    throw new TypeError(`it takes an object of directives, such as { noCache: true }, not ${printed(directives)}`);
  }
  return { pattern, cacheControl: formatCacheControl(directives) };
}

/** Adds the pattern to an error's message. */
function ofPattern<T>(text: string, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new TypeError(`cacheControl: ${JSON.stringify(text)}: ${(error as Error).message}`, { cause: error });
  }
}

function requireReached(pattern: PathPattern, earlier: readonly CacheRule[]): void {
  const cover = earlier.find((each) => each.pattern.covers(pattern));
  if (cover === undefined) return;
  throw new TypeError(
    `cacheControl: ${JSON.stringify(pattern.text)} is never reached: ${JSON.stringify(cover.pattern.text)} comes ` +
      'first and matches the same paths; put the more specific pattern first',
  );
}

function printed(value: unknown): string {
  return typeof value === 'function' ? 'a function' : JSON.stringify(value);
}

/** A path with an invalid percent-encoding is compared as it was sent. */
function decoded(pathname: string): string {
  try {
    return decodeURIComponent(pathname);
  } catch {
    return pathname;
  }
}
