import type { SharedCacheOptions } from '../cdn/shared-cache-options';
import type { Guard } from '../stores/guard';
import type { VersionStore } from '../stores/version-store';
import { sharedCacheOf } from './shared-cache';

/** What concerns all requests of an application. */
export interface ConditionalRequestsOptions {
  /** Lets writes to one resource take turns. Default: an `InProcessGuard`, for an application of one process. */
  readonly guard?: Guard;
  /** Holds the versions of `versionOf` and `@Touches`. Default: a `MemoryVersions`, for an application of one process. */
  readonly versions?: VersionStore;
  /**
   * What becomes of a precondition that no action evaluates: an `If-Match`, `If-None-Match` or `If-Unmodified-Since` of an
   * unsafe request to an action that has none of `@ETag`, `@LastModified` and `@WebReq`. `refuse` answers 412 before the action
   * runs; `warn`, the default, lets it run and warns once for each action.
   */
  readonly unevaluated?: 'warn' | 'refuse';
  /**
   * Whether the marks that Apache puts on the tags of coded responses (`"v1-gzip"`, `"v1;gzip"`) are understood. Default
   * `false`: a tag of the application may end so.
   */
  readonly apacheMarks?: boolean;
  /**
   * Whether the bodies of refusals (412, 428 and 503) are problem details, where nothing of the application answers them: behind
   * the default error handler of routing-controllers, and in the place of Koa's and Express' own. Default `false`.
   *
   * @see RFC 9457
   */
  readonly problemDetails?: boolean;
  /**
   * Whether each conditional or taggable response tells in a `Server-Timing` field what became of its request, for the developer
   * tools of browsers. For development: it shows the current tag to every client. Default `false`.
   *
   * @see https://www.w3.org/TR/server-timing/
   */
  readonly serverTiming?: boolean;
  /**
   * How shared caches in front of the application, such as a CDN or Varnish, learn the names of `versionOf`, and how writes with
   * `@Touches` take what they have changed out of them. Default: they learn nothing.
   *
   * @see docs/shared-caches.md
   */
  readonly sharedCache?: SharedCacheOptions;
}

/**
 * Checks the options.
 *
 * @throws TypeError for options that are not what their types say
 */
export function requireOptions(options: ConditionalRequestsOptions): void {
  if (typeof options !== 'object' || options === null) {
    throw new TypeError('conditionalRequests takes an object of options, such as { guard, versions }');
  }
  const { guard, versions, unevaluated, apacheMarks, problemDetails, serverTiming, sharedCache, ...others } = options;
  const [unknown] = Object.keys(others);
  if (unknown !== undefined) {
    throw new TypeError(
      `conditionalRequests: there is no option ${unknown}; there are guard, versions, unevaluated, apacheMarks, ` +
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
