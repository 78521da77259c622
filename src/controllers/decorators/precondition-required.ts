import type { PlainActionDecorator } from './action-decorator';
import { planDecorator, requireCall, requireOnce } from './plan-decorator';

/**
 * Refuses a write that carries no precondition with 428, after authorization and validation and before the action: the
 * client must say which version it changes (`If-Match`, `If-Unmodified-Since`) or that it creates one (`If-None-Match: *`).
 * A date counts only where it can be compared with a modification date.
 *
 * It asks for a precondition and evaluates none: `@ETag`, `@LastModified` or `checkNotModified()` does, and each write needs
 * one of them.
 *
 * @see RFC 6585, section 3
 * @example
 * ```ts
 * import { Body, JsonController, Param, Put } from 'routing-controllers';
 * import { ETag, PreconditionRequired } from 'routing-controllers-etag';
 * import { ArticleInput, articles } from './articles.js';
 *
 * @JsonController('/articles')
 * export class ArticleController {
 *   @Put('/:id')
 *   @ETag((id: number) => articles.versionOf(id))
 *   @PreconditionRequired()
 *   save(@Param('id') id: number, @Body() changes: ArticleInput) {
 *     return articles.update(id, changes);
 *   }
 * }
 * ```
 */
export function PreconditionRequired(): PlainActionDecorator;
export function PreconditionRequired(...args: readonly unknown[]): PlainActionDecorator {
  requireCall('@PreconditionRequired', args);
  return planDecorator('@PreconditionRequired', (plan) => {
    requireOnce('@PreconditionRequired', plan, plan.preconditionRequired);
    plan.preconditionRequired = true;
  });
}
