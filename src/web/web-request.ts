import type { EntityTag } from '../http/entity-tag';
import type { EntityTagList } from '../http/entity-tag-list';
import type { Outcome } from '../http/preconditions';
import type { PreconditionCheck } from './precondition-check';
import { readValidatorSources, type TagValue, type untagged, type ValidatorSources } from './validator-sources';

/**
 * One request with its preconditions, like Spring's `WebRequest`.
 *
 * Inject it into a controller with `@WebReq()`. In plain Koa and Express routes, call `webRequest()`.
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

  /** The outcome of the last evaluation; `undefined` before the first. */
  get outcome(): Outcome | undefined {
    return this.#check.outcome;
  }

  /**
   * Aborts when the request has lost its turn, such as when its Redis lease was not renewed in time: another write may
   * now run at the same time. Pass the signal to the functions that the action awaits, or check `signal.aborted` before
   * the last step.
   */
  get signal(): AbortSignal {
    return this.#check.signal;
  }

  /**
   * The tags of `If-Match` as sent: `'*'`, a list, or `undefined` if the field was not sent or is malformed.
   *
   * @see RFC 9110, section 13.1.1
   */
  get ifMatch(): EntityTagList | undefined {
    return this.#check.tagsOf(this.#check.sent.ifMatch);
  }

  /**
   * The tags of `If-None-Match` as sent: `'*'`, a list, or `undefined` if the field was not sent or is malformed.
   *
   * @see RFC 9110, section 13.1.2
   */
  get ifNoneMatch(): EntityTagList | undefined {
    return this.#check.tagsOf(this.#check.sent.ifNoneMatch);
  }

  /**
   * The current version of the requested resource: the value that the action's `@ETag` returned for this request, or
   * the tag that was last passed to {@link checkNotModified} or `conditionalWrite`. `null` if there is no current
   * representation, `untagged` if it exists without a tag, and `undefined` if the version is not known because there is
   * no `@ETag` and has been no check yet.
   *
   * The preconditions were compared with this version: use it for optimistic locking, so that no other write can slip
   * in between the check and the change.
   *
   * @throws WriteUnavailableError (503) if the version is unknown at the moment, such as when the version store cannot
   *   be reached
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
   * The `ETag` of another resource with this version, in the context of this controller. Add it to the rows of a list,
   * so that a client can edit a row without reading it first. The row's own action must have the same context.
   *
   * @param version - the value that the `@ETag` of the row's own action returns
   * @throws TypeError for an illegal tag and for a missing version
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
   * Evaluates the request's preconditions against the current version of the requested resource.
   *
   * @param etag - the entity tag of the current representation: a string (`v1` is quoted, `"v1"` and `W/"v1"` are
   *   kept), an {@link EntityTag}, or `untagged`
   * @returns `true` if the response is a 304, whatever the action returns. `false` if the action should go on; a GET,
   *   HEAD or QUERY is then answered with the validators.
   * @throws PreconditionFailedError (412) if a precondition fails
   * @throws TypeError for an illegal tag or date, and for a number alone: pass `{ etag: 7 }` or `{ lastModified: 7 }`
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
   * Publishes validators on the response: after a write, those of the new version. On a read, the request's
   * preconditions are evaluated against them too.
   *
   * @param validators - `etag` as a version, a hash or a tag; `lastModified` as a `Date` or milliseconds since the
   *   epoch
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
