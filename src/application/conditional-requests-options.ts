import type { SharedCacheOptions } from '../cdn/shared-cache-options';
import type { Guard } from '../stores/guard';
import type { VersionStore } from '../stores/version-store';
import { sharedCacheOf } from './shared-cache';

/** Options for all requests of an application. */
export interface ConditionalRequestsOptions {
  /** Gives writes to one resource their turns. Default: an `InProcessGuard`, for an application in one process. */
  readonly guard?: Guard;
  /**
   * Stores the versions of `versionOf` and `@Touches`. Default: a `MemoryVersions`, for an application in one process.
   */
  readonly versions?: VersionStore;
  /**
   * What to do with a precondition that no action evaluates: an `If-Match`, `If-None-Match` or `If-Unmodified-Since` of
   * an unsafe request to an action without `@ETag`, `@LastModified` and `@WebReq`. `refuse` answers 412 before the
   * action runs. `warn`, the default, runs the action and warns once per action.
   */
  readonly unevaluated?: 'warn' | 'refuse';
  /**
   * Whether to recognize the marks that Apache adds to the tags of compressed responses (`"v1-gzip"`, `"v1;gzip"`).
   * Default `false`, because an application's own tag may have such an ending.
   */
  readonly apacheMarks?: boolean;
  /**
   * Whether refusals (412, 428 and 503) that no error handler of the application answers have problem details as their
   * body. They replace the responses of the default error handlers of routing-controllers, Koa and Express. Default
   * `false`.
   *
   * @see RFC 9457
   */
  readonly problemDetails?: boolean;
  /**
   * Whether each conditional or taggable response explains its outcome in a `Server-Timing` field, for the developer
   * tools of browsers. Only for development: it shows the current tag to every client. Default `false`.
   *
   * @see https://www.w3.org/TR/server-timing/
   */
  readonly serverTiming?: boolean;
  /**
   * How shared caches, such as a CDN or Varnish, get the names of `versionOf`, and how writes with `@Touches` purge
   * them. Default: no names are sent and nothing is purged.
   *
   * @see docs/shared-caches.md
   */
  readonly sharedCache?: SharedCacheOptions;
}

/**
 * Checks the options.
 *
 * @throws TypeError for invalid options
 */
export function requireOptions(options: ConditionalRequestsOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError('conditionalRequests takes an object of options, such as { guard, versions }');
  }
  const { guard, versions, unevaluated, apacheMarks, problemDetails, serverTiming, sharedCache, ...others } = options;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new TypeError(
      `conditionalRequests: unknown option ${unknown}; the options are guard, versions, unevaluated, apacheMarks, ` +
        'problemDetails, serverTiming and sharedCache',
    );
  }
  requireMethods('guard', guard, ['take']);
  requireMethods('versions', versions, ['versionsOf', 'touch', 'mark']);
  if (unevaluated !== undefined && unevaluated !== 'warn' && unevaluated !== 'refuse') {
    throw new TypeError(`conditionalRequests: unevaluated takes 'warn' or 'refuse', not ${String(unevaluated)}`);
  }
  for (const [option, value] of Object.entries({ apacheMarks, problemDetails, serverTiming })) {
    if (value !== undefined && typeof value !== 'boolean') {
      throw new TypeError(`conditionalRequests: ${option} takes true or false`);
    }
  }
  if (sharedCache !== undefined) sharedCacheOf(sharedCache);
}

function requireMethods(option: string, service: object | undefined, methods: readonly string[]): void {
  if (service === undefined) return;
  const missing = methods.find((method) => typeof (service as Record<string, unknown> | null)?.[method] !== 'function');
  if (missing === undefined) return;
  throw new TypeError(
    `conditionalRequests: ${option} takes an object with a method ${missing}, such as ${EXAMPLES[option]}`,
  );
}

const EXAMPLES: Readonly<Record<string, string>> = {
  guard: 'new RedisGuard(client)',
  versions: 'new RedisVersions(client)',
};
