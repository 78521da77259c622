import { isWrite } from '../http/methods';
import type { Awaitable } from '../stores/awaitable';
import { requirePlainRoute } from '../web/outside-of-controllers';
import { readValidatorSources, type TagValue, type ValidatorSources } from '../web/validator-sources';
import type { WebRequest } from '../web/web-request';
import type { ConditionalRequest } from './conditional-request';
import { pathKey } from './path-key';
import { takeTurn } from './turn-of-write';

/**
 * Returns the validators of the current version, or a promise of them; `null` or `undefined` if there is no current
 * representation.
 */
export type VersionSource = () => Awaitable<TagValue | Date | ValidatorSources | null | undefined>;

/** Options of `conditionalWrite`. */
export interface ConditionalWriteOptions {
  /** What the write may change. Writes that share a key take turns. Default: the request's path. */
  readonly key?: string | readonly string[];
}

/** Checks the preconditions of a write and runs it in its turn. */
export async function checkedWrite<T>(
  request: ConditionalRequest,
  current: VersionSource,
  write: (web: WebRequest) => Awaitable<T>,
  options: ConditionalWriteOptions = {},
): Promise<T> {
  const { check, exchange, web, guard, end } = request;
  requirePlainRoute(
    exchange,
    'conditionalWrite',
    'put @ETag on the action, which checks its writes and gives them turns',
  );
  if (check.isRetrieving)
    throw new TypeError(`conditionalWrite is for writes, and ${exchange.method} reads: use checkNotModified`);
  const { key = pathKey(exchange.path) } = options;
  const keys = typeof key === 'string' ? [key] : key;
  if (isWrite(exchange.method)) {
    const judge = async () => check.refuseFailed(check.judge(sources(await current())));
    await takeTurn({ check, guard, keys, judge, end });
  }
  try {
    check.checkNotModified(sources(await current()));
    return await write(web);
  } finally {
    request.over();
  }
}

/** A number is a version here, as in `@ETag`: a date is a `Date`. */
function sources(current: Awaited<ReturnType<VersionSource>>): ValidatorSources | null {
  if (current === null || current === undefined) return null;
  if (typeof current === 'number' || typeof current === 'bigint') return { etag: current };
  return readValidatorSources(current, undefined);
}
