import type { EntityTag } from '../http/entity-tag';
import type { EntityTagList } from '../http/entity-tag-list';
import type { Outcome } from '../http/preconditions';
import type { PreconditionCheck } from './precondition-check';
import { readValidatorSources, type TagValue, type untagged, type ValidatorSources } from './validator-sources';

/**
 * One request with its preconditions, and the answer to them: Spring's `WebRequest`.
 *
 * In a controller it is injected with `@WebReq()`; on plain Koa and Express `webRequest()` gives it.
 */
export class WebRequest {
  readonly #check: PreconditionCheck;

  private constructor(check: PreconditionCheck) {
    this.#check = check;
  }

  /** @internal */
  static of(check: PreconditionCheck): WebRequest {
    return new WebRequest(check);
  }

  /** How the last evaluation ended; `undefined` before the first. */
  get outcome(): Outcome | undefined {
    return this.#check.outcome;
  }

  /**
   * Aborts when the request has lost its turn, so that another write may run at the same time: a lease on Redis that was not
   * renewed in time. Hand it to what the action waits for, or ask `signal.aborted` before the last step.
   */
  get signal(): AbortSignal {
    return this.#check.signal;
  }

  /**
   * The tags that `If-Match` names, as they were sent: `'*'`, a list, or `undefined` if the field was not sent or is
   * malformed.
   *
   * @see RFC 9110, section 13.1.1
   */
  get ifMatch(): EntityTagList | undefined {
    return this.#check.tagsOf(this.#check.sent.ifMatch);
  }

  /**
   * The tags that `If-None-Match` names, as they were sent: `'*'`, a list, or `undefined` if the field was not sent or is
   * malformed.
   *
   * @see RFC 9110, section 13.1.2
   */
  get ifNoneMatch(): EntityTagList | undefined {
    return this.#check.tagsOf(this.#check.sent.ifNoneMatch);
  }

  /**
   * The current version of what the request is about, as it was given: what the `@ETag` of the action has returned for this
   * request, or the tag that {@link checkNotModified} or `conditionalWrite` was given last. `null` if there is no current
   * representation, `untagged` if it exists without a tag, and `undefined` if nothing has told it: no `@ETag`, and no check yet.
   *
   * It is the version that the preconditions were compared with: lock with it, so that nothing comes between the check and the
   * change.
   *
   * @throws WriteUnavailableError (503) if the version store cannot tell it now
   * @example
   * ```ts
   * import Router from '@koa/router';
   * import Koa from 'koa';
   * import bodyParser from 'koa-bodyparser';
   * import { conditionalWrite } from 'routing-controllers-etag/koa';
   * import { notes } from './notes.js';
   *
   * const router = new Router();
   * router.put('/notes/:id', (ctx) =>
   *   conditionalWrite(
   *     ctx,
   *     () => notes.version(ctx.params.id),
   *     async (web) => {
   *       ctx.status = (await notes.saveWhere(ctx.params.id, web.currentVersion, ctx.request.body)) ? 204 : 412;
   *     },
   *   ),
   * );
   *
   * new Koa().use(bodyParser()).use(router.routes()).listen(3000);
   * ```
   */
  get currentVersion(): TagValue | null | undefined {
    return this.#check.knownVersion;
  }

  /**
   * The text that another resource with this version sends as its `ETag`, with the context of this controller: for the rows of a
   * list, so that a client can edit a row straight from the list. The row's own action must be in the same context.
   *
   * @param version - what the `@ETag` of the row's own resource returns
   * @throws TypeError for an illegal tag, and for a version that is missing
   * @see RFC 9110, section 8.8.3
   * @example
   * ```ts
   * import { Get, JsonController } from 'routing-controllers';
   * import { WebReq, type WebRequest } from 'routing-controllers-etag';
   * import { articles } from './articles.js';
   *
   * @JsonController('/articles')
   * export class ArticleController {
   *   @Get()
   *   async list(@WebReq() web: WebRequest) {
   *     const rows = await articles.list();
   *     return rows.map((row) => ({ ...row, etag: web.tagOf(row.version) }));
   *   }
   * }
   * ```
   */
  tagOf(version: string | number | bigint | EntityTag): string {
    return this.#check.tagOf(version);
  }

  /**
   * Evaluates the request's preconditions against the current version of what it is about.
   *
   * @param etag - the entity tag of the current representation: a string (`v1` is quoted, `"v1"` and `W/"v1"` are kept),
   *   an {@link EntityTag}, or `untagged`
   * @returns `true` if the response is complete: it is a 304, whatever the action returns. `false` if the action shall
   *   go on; a GET, HEAD or QUERY then answers with the validators.
   * @throws PreconditionFailedError (412) if a precondition fails, so that nothing is overwritten even if the result is
   *   ignored
   * @throws TypeError for an illegal tag or date, and for a lone number: `{ etag: 7 }` or `{ lastModified: 7 }` says
   *   which of the two it is
   * @see RFC 9110, section 13.2.2
   * @example
   * ```ts
   * import { Get, JsonController, Param } from 'routing-controllers';
   * import { WebReq, type WebRequest } from 'routing-controllers-etag';
   * import { articles } from './articles.js';
   *
   * @JsonController('/articles')
   * export class FeedController {
   *   @Get('/:id/feed')
   *   async feed(@Param('id') id: number, @WebReq() web: WebRequest) {
   *     const feed = await articles.feed(id);
   *     if (web.checkNotModified(feed.hash, feed.updatedAt)) return null;
   *     return feed;
   *   }
   * }
   * ```
   */
  checkNotModified(etag: string | EntityTag | typeof untagged, lastModified?: Date): boolean;
  /** @param lastModified - when the current representation was last modified */
  checkNotModified(lastModified: Date): boolean;
  /** @param current - the validators of the current representation; `null` if there is none */
  checkNotModified(current: ValidatorSources | null): boolean;
  checkNotModified(
    current: string | EntityTag | typeof untagged | Date | ValidatorSources | null,
    lastModified?: Date,
  ): boolean {
    return this.#check.checkNotModified(readValidatorSources(current, lastModified));
  }

  /**
   * Publishes validators: those of the new version, on the response to a write. On a read, where they are those of the
   * response, the request's preconditions are evaluated too.
   *
   * @throws TypeError for an illegal tag or date
   * @see RFC 9110, section 8.8
   * @example
   * ```ts
   * import { Body, JsonController, Post } from 'routing-controllers';
   * import { WebReq, type WebRequest } from 'routing-controllers-etag';
   * import { ArticleInput, articles } from './articles.js';
   *
   * @JsonController('/articles')
   * export class ArticleController {
   *   @Post()
   *   async create(@Body() article: ArticleInput, @WebReq() web: WebRequest) {
   *     const created = await articles.create(article);
   *     web.publish({ etag: created.version });
   *     return created;
   *   }
   * }
   * ```
   */
  publish(validators: ValidatorSources): void {
    this.#check.publish(validators);
  }
}
