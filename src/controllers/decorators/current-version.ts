import { createParamDecorator } from 'routing-controllers';
import { registerAction } from '../driver/register-action';
import { VERSION_ARGUMENT } from '../run/version-argument';

/**
 * Injects the version that the request's preconditions were compared with: the value that the action's `@ETag` returned
 * for this request, unchanged. It is `null` if there is no current representation, `untagged` if it exists without a
 * tag, and with `versionOf` the text of the tag.
 *
 * Use it in the `WHERE` of an `UPDATE`, so that the check and the change are about the same version, even if another
 * process writes at the same time. It is also available for unconditional requests. The functions of decorators receive
 * `undefined` in its place.
 *
 * @throws TypeError, when the controller is built, if the action has no `@ETag`
 * @throws WriteUnavailableError (503) if the version is unknown at the moment, such as when the version store cannot be
 *   reached
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
    if (name === undefined) throw new TypeError('@CurrentVersion can only be used on parameters of controller methods');
    registerAction(prototype, name).currentVersion = true;
    createParamDecorator({ required: false, value: () => VERSION_ARGUMENT })(prototype, name as string, index);
  };
}
