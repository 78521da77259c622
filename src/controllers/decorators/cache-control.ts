import { type CacheControlDirectives, type CheckedCacheControl, formatCacheControl } from '../http/cache-control';
import { type ClassOrActionDecorator, controllerDecorator } from './action-decorator';

/**
 * Sets `Cache-Control` on 2xx and 304 responses only: unlike `@Header`, never on an error. On a class it holds for all of
 * its actions; on a method it wins over the class. What the action sets itself wins over both.
 *
 * Behind `@Authorized`, `@CurrentUser` or `@Session`, and for a request with `Authorization`, `private` is added unless
 * the directives say who may store the response (`public`, `private`, `no-store`, `s-maxage`).
 *
 * @param directives times in whole seconds; contradictions do not compile. Or the field's value as a string.
 * @throws TypeError, when the class is defined, for contradictions, unknown names, seconds that are negative or
 *   fractional, and strings that are no field value
 * @see RFC 9111, section 5.2.2
 * @example
 * ```ts
 * @Get('/:id')
 * @CacheControl({ private: true, maxAge: 60 })
 * show(@Param('id') id: number) { return this.articles.find(id); }
 * ```
 */
export function CacheControl<const D extends CacheControlDirectives>(
  directives: string | (D & CheckedCacheControl<D>),
): ClassOrActionDecorator {
  const value =
    typeof directives === 'string' ? requireFieldValue(directives) : formatCacheControl(directives as never);
  return controllerDecorator('@CacheControl', (plan) => {
    if (plan.cacheControl !== undefined) throw new TypeError(`@CacheControl(${value}): it is there twice`);
    plan.cacheControl = value;
  });
}

/** RFC 9110, section 5.5. */
function requireFieldValue(value: string): string {
  if (/^[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?$/.test(value)) return value;
  throw new TypeError(`@CacheControl: ${JSON.stringify(value)} is not a field value`);
}
