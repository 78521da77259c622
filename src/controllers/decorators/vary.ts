import { type ClassOrActionDecorator, controllerDecorator } from './action-decorator';

/**
 * Names the request fields that choose between representations, on 2xx and 304 responses. Merged with those of the class
 * and with what the response has already.
 *
 * @param names field names, or `*`
 * @throws TypeError, when the class is defined, for a name that is no token
 * @see RFC 9110, section 12.5.5
 * @example
 * ```ts
 * @Get()
 * @Vary('Accept-Language')
 * list(@HeaderParam('Accept-Language') language: string) { return this.articles.list(language); }
 * ```
 */
export function Vary(...names: [string, ...string[]]): ClassOrActionDecorator {
  for (const name of names) {
    if (typeof name !== 'string' || !/^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)) {
      throw new TypeError(`@Vary: ${JSON.stringify(name)} is not a field name`);
    }
  }
  return controllerDecorator('@Vary', (plan) => {
    plan.vary = [...(plan.vary ?? []), ...names];
  });
}
