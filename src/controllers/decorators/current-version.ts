import { createParamDecorator } from 'routing-controllers';
import { registerAction } from '../driver/register-action';
import { VERSION_ARGUMENT } from '../run/version-argument';

/**
 * Injects the version that the request's preconditions were compared with: what the `@ETag` of the action has returned for this
 * request, of its own type. `null` if there is no current representation, and `untagged` if it exists without a tag. With
 * `versionOf` it is the text of its tag.
 *
 * Hand it to the `WHERE` of an `UPDATE`: the check and the change then speak of one version, also where another process has its
 * turn at the same time. It is there for an unconditional request too. The functions of decorators get `undefined` in its place.
 *
 * @throws TypeError, when the controller is built, if the action has no `@ETag`; WriteUnavailableError (503) if the version store
 *   cannot tell the version now
 * @see RFC 9110, section 13.1.1
 * @example
 * ```ts
 * import { Body, JsonController, NotFoundError, Param, Put } from 'routing-controllers';
 * import { CurrentVersion, ETag, PreconditionFailedError } from 'routing-controllers-etag';
 * import { ArticleInput, articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Put('/:id')
 *   @ETag((id: number) => articles.versionOf(id))
 *   async save(@Param('id') id: number, @Body() changes: ArticleInput, @CurrentVersion() version: number | null) {
 *     if (version === null) throw new NotFoundError();
 *     const saved = await articles.updateWhere({ id, version }, changes);
 *     if (saved === undefined) throw new PreconditionFailedError();
 *     return saved;
 *   }
 * }
 * ```
 */
export function CurrentVersion(): (prototype: object, name: string | symbol | undefined, index: number) => void {
  return (prototype, name, index) => {
    if (name === undefined) throw new TypeError('@CurrentVersion is a decorator for the parameters of actions');
    registerAction(prototype, name).currentVersion = true;
    createParamDecorator({ required: false, value: () => VERSION_ARGUMENT })(prototype, name as string, index);
  };
}
