import { type Conditions, readConditions } from '../http/conditions';
import { heldForm, uncodedTag } from '../http/content-coding';
import { type EntityTag, entityTag, entityTagText, formatEntityTag, parseEntityTag } from '../http/entity-tag';
import { type EntityTagList, parseEntityTagList } from '../http/entity-tag-list';
import { formatHttpDate, requireHttpDate } from '../http/http-date';
import { isRetrieving } from '../http/methods';
import { type Decision, evaluatePreconditions, type Outcome, type Validators } from '../http/preconditions';
import { applyCachingPolicy, type CachingPolicy } from './caching-policy';
import type { HttpExchange } from './http-exchange';
import { respondNotModified } from './not-modified';
import { strengthened, withStrongIfMatch, withUncodedTags } from './proxied-conditions';
import { ResponseFields } from './response-fields';

/** Validators as an application gives them: a version, a hash or a tag; a `Date` or milliseconds since the epoch. */
export interface ValidatorSources {
  readonly etag?: string | number | bigint | EntityTag | undefined;
  readonly lastModified?: Date | number | undefined;
}

const PROCEED: Decision = { outcome: 'proceed' };

/**
 * One request with its preconditions, and the answer to them: Spring's `WebRequest`.
 *
 * In a controller it is injected with `@WebReq()`; on plain Koa `webRequest(ctx)` gives it.
 */
export class WebRequest {
  /** For adapters: who writes the response, the framework that hosts the request. */
  exchange: HttpExchange;
  /** For adapters: whether the response's fields are written by {@link settle} alone, when the action has succeeded. */
  deferred = false;
  /** What shapes all representations of the controller beside what the tag says: mixed into each tag. */
  tagContext: string | undefined;
  /** For adapters: is told what the preconditions are about to be compared with, and may throw. */
  beforeEvaluation: ((current: ValidatorSources | null) => void) | undefined;
  /** How the last evaluation ended; `undefined` before the first. */
  outcome: Outcome | undefined;
  #conditions: Conditions | undefined;
  #etag: EntityTag | undefined;
  #lastModified: number | undefined;
  #policy: CachingPolicy = {};
  readonly #fields = new ResponseFields();
  #completing = false;

  constructor(exchange: HttpExchange) {
    this.exchange = exchange;
  }

  /** The request's `If-*` fields; a tag with the mark of a coding names its uncoded form too. */
  get conditions(): Conditions {
    this.#conditions ??= withUncodedTags(
      readConditions((name) => this.exchange.requestField(name)),
      () => this.#acceptEncoding(),
    );
    return this.#conditions;
  }

  /**
   * The tags that `If-Match` names: `'*'`, a list, or `undefined` if the field was not sent or is malformed. Hand the
   * version to the database: `UPDATE … WHERE version = ?`.
   *
   * @see RFC 9110, section 13.1.1
   */
  get ifMatch(): EntityTagList | undefined {
    return this.#tagsOf(this.conditions.ifMatch);
  }

  /**
   * The tags that `If-None-Match` names: `'*'`, a list, or `undefined` if the field was not sent or is malformed.
   *
   * @see RFC 9110, section 13.1.2
   */
  get ifNoneMatch(): EntityTagList | undefined {
    return this.#tagsOf(this.conditions.ifNoneMatch);
  }

  /**
   * Evaluates the request's preconditions against the current version of what it is about.
   *
   * @param etag the entity tag of the current representation: a string (`v1` is quoted, `"v1"` and `W/"v1"` are kept)
   *   or an {@link EntityTag}
   * @returns `true` if the response is complete: it is a 304, whatever the action returns. `false` if the action shall
   *   go on; a GET, HEAD or QUERY then answers with the validators.
   * @throws PreconditionFailedError (412) if a precondition fails, so that nothing is overwritten even if the result is
   *   ignored
   * @throws TypeError for an illegal tag or date, and for a lone number: `{ etag: 7 }` or `{ lastModified: 7 }` says
   *   which of the two it is
   * @see RFC 9110, section 13.2.2
   * @example
   * ```ts
   * app.use(async (ctx) => {
   *   const feed = await notes.feed();
   *   if (webRequest(ctx).checkNotModified(feed.hash, feed.updatedAt)) return;
   *   ctx.body = feed;
   * });
   * ```
   */
  checkNotModified(etag: string | EntityTag, lastModified?: Date): boolean;
  /** @param lastModified when the current representation was last modified */
  checkNotModified(lastModified: Date): boolean;
  /** @param current the validators of the current representation; `null` if there is none */
  checkNotModified(current: ValidatorSources | null): boolean;
  checkNotModified(current: string | EntityTag | Date | ValidatorSources | null, lastModified?: Date): boolean {
    if (this.outcome === 'not-modified') return true;
    const validators = readValidators(current, lastModified);
    const decision = this.evaluate(validators === null ? null : this.inContext(validators));
    if (decision.outcome === 'precondition-failed') this.exchange.reject(412, describe(decision));
    if (!this.deferred) this.settle();
    return decision.outcome === 'not-modified';
  }

  /**
   * Publishes validators without an evaluation: those of the new version, on the response to a write.
   *
   * @throws TypeError for an illegal tag or date
   * @see RFC 9110, section 8.8
   * @example
   * ```ts
   * @Post()
   * async create(@Body() article: ArticleDto, @WebReq() web: WebRequest) {
   *   const created = await this.articles.create(article);
   *   web.publish({ etag: created.version });
   *   return created;
   * }
   * ```
   */
  publish(validators: ValidatorSources): void {
    const { etag, lastModified } = checked(this.inContext(validators));
    this.#etag = etag ?? this.#etag;
    this.#lastModified = lastModified ?? this.#lastModified;
    if (!this.deferred) this.settle();
  }

  /** The validators with the controller's context in the tag. */
  inContext(validators: ValidatorSources): ValidatorSources {
    if (this.tagContext === undefined || validators.etag === undefined) return validators;
    const { value, weak } = entityTag(validators.etag);
    return { ...validators, etag: { value: `${value}.${this.tagContext}`, weak } };
  }

  #tagsOf(field: string | undefined): EntityTagList | undefined {
    const list = field === undefined ? undefined : parseEntityTagList(field);
    if (list === undefined || list === '*' || this.tagContext === undefined) return list;
    const suffix = `.${this.tagContext}`;
    return list.map(({ value, weak }) => ({
      value: value.endsWith(suffix) ? value.slice(0, -suffix.length) : value,
      weak,
    }));
  }

  /** The validators that the response will carry, as far as they are known. */
  get validators(): Validators {
    return { etag: this.#etag, lastModified: this.#lastModified };
  }

  /**
   * For adapters: {@link checkNotModified} also answers. Evaluates the preconditions, and on methods that retrieve remembers
   * the validators for the response. Where there is no representation such a method is not evaluated: preconditions count
   * only where the answer without them would be a 2xx or a 412 (RFC 9110, section 13.2.1), and its own answer is 404.
   *
   * @param ifMatch how `If-Match` is compared: `weak` forgives a proxy that weakens tags
   */
  evaluate(current: ValidatorSources | null, ifMatch: 'strong' | 'weak' = 'strong'): Decision {
    const method = this.exchange.method;
    const retrieving = isRetrieving(method);
    const validators = current === null ? null : checked(current);
    this.beforeEvaluation?.(validators);
    const ignored = retrieving && validators === null;
    const conditions = ifMatch === 'weak' ? withStrongIfMatch(this.conditions) : this.conditions;
    const compared = ifMatch === 'weak' ? withStrongTag(validators) : validators;
    const decision = ignored ? PROCEED : evaluatePreconditions(method, conditions, compared);
    this.outcome = decision.outcome;
    if (retrieving && validators !== null) {
      this.#etag = validators.etag ?? this.#etag;
      this.#lastModified = validators.lastModified ?? this.#lastModified;
    }
    return decision;
  }

  /**
   * For adapters. Writes what was decided: a 304, or the validators and caching fields of a response that will succeed.
   * What the action has set itself is kept.
   *
   * @param policy holds for later calls too
   */
  settle(policy: CachingPolicy = this.#policy): void {
    this.#policy = policy;
    const { exchange } = this;
    if (this.outcome === 'not-modified') respondNotModified(exchange);
    const tagged = this.#etag !== undefined || this.#lastModified !== undefined;
    if (this.#etag !== undefined) this.#fields.write(exchange, 'ETag', formatEntityTag(this.#etag));
    if (this.#lastModified !== undefined) {
      this.#fields.write(exchange, 'Last-Modified', formatHttpDate(this.#lastModified));
    }
    const revalidated = (tagged || this.outcome !== undefined) && isRetrieving(exchange.method);
    applyCachingPolicy(exchange, this.#fields, policy, revalidated);
    if (this.outcome === 'not-modified') this.#nameStoredResponse();
    if (!this.#completing) {
      this.#completing = true;
      exchange.beforeHead(() => this.#fields.complete(this.exchange));
    }
  }

  /**
   * A cache updates the stored response that has the tag of the 304 (RFC 9111, section 4.3.4): it gets its tag as it
   * holds it, weakened by a proxy or marked with a coding. With a tag, Last-Modified adds nothing (RFC 9110, 15.4.5).
   */
  #nameStoredResponse(): void {
    const { exchange } = this;
    const field = exchange.responseField('etag');
    if (field === undefined) return;
    exchange.removeResponseField('last-modified');
    if (field === this.conditions.ifNoneMatch) return;
    const held = this.#heldForm(field);
    if (held === undefined) return;
    this.#fields.replace(exchange, 'ETag', entityTagText(held));
    if (uncodedTag(held) !== undefined) this.#fields.vary(exchange, ['Accept-Encoding']);
  }

  #heldForm(field: string): EntityTag | undefined {
    const sent = readConditions((name) => this.exchange.requestField(name)).ifNoneMatch;
    const list = sent === undefined ? undefined : parseEntityTagList(sent);
    const tag = parseEntityTag(field);
    return tag === undefined || list === undefined ? undefined : heldForm(list, tag, this.#acceptEncoding());
  }

  #acceptEncoding(): string | undefined {
    const field = isRetrieving(this.exchange.method) ? this.exchange.requestField('accept-encoding') : undefined;
    return field === undefined ? undefined : String(field);
  }
}

/** The sentence for a client whose precondition failed. */
export function describe(decision: Decision): string {
  switch (decision.field) {
    case 'If-Match':
      return decision.malformed
        ? 'If-Match is malformed: send "*" or a list of quoted entity tags'
        : 'If-Match does not name the current version: get it again and retry with its ETag';
    case 'If-None-Match':
      return decision.malformed
        ? 'If-None-Match is malformed: send "*" or a list of quoted entity tags'
        : 'If-None-Match names the current version: it exists already';
    default:
      return 'The resource was modified after the date in If-Unmodified-Since: get it again and retry';
  }
}

interface CheckedValidators extends Validators {
  readonly lastModified: number | undefined;
}

function withStrongTag(validators: CheckedValidators | null): CheckedValidators | null {
  return validators?.etag === undefined ? validators : { ...validators, etag: strengthened(validators.etag) };
}

function checked(sources: ValidatorSources): CheckedValidators {
  return {
    etag: sources.etag === undefined ? undefined : entityTag(sources.etag),
    lastModified: sources.lastModified === undefined ? undefined : notInFuture(sources.lastModified),
  };
}

/** "An origin server with a clock MUST NOT generate a Last-Modified date that is later than" now (RFC 9110, 8.8.2.1). */
function notInFuture(date: Date | number): number {
  return Math.min(requireHttpDate(date), Math.floor(Date.now() / 1000) * 1000);
}

function readValidators(current: unknown, lastModified: unknown): ValidatorSources | null {
  if (current === null) return null;
  if (typeof current === 'string') return { etag: current, lastModified: lastModified as Date | undefined };
  if (typeof current === 'object') {
    if (Object.prototype.toString.call(current) === '[object Date]') return { lastModified: current as Date };
    if ('value' in current && 'weak' in current) {
      return { etag: current as EntityTag, lastModified: lastModified as Date | undefined };
    }
    return current as ValidatorSources;
  }
  throw new TypeError(
    typeof current === 'number' || typeof current === 'bigint'
      ? `checkNotModified(${current}): is it a version or a time? Say { etag: ${current} } or { lastModified: ${current} }`
      : `checkNotModified takes a tag, a Date, { etag, lastModified } or null, not ${String(current)}`,
  );
}
