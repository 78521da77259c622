import type { PlainActionDecorator } from './action-decorator';
import { planDecorator, requireCall, requireOnce } from './plan-decorator';

/**
 * Answers a write without a precondition with 428, after authorization and validation and before the action. The client
 * must state which version it changes (`If-Match`, `If-Unmodified-Since`) or that it creates the resource
 * (`If-None-Match: *`). A date counts only if it can be compared with a modification date.
 *
 * It does not evaluate the precondition. For that, each write also needs `@ETag`, `@LastModified` or
 * `checkNotModified()`.
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
