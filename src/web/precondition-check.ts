import { type Conditions, readConditions } from '../http/conditions';
import { type CodingMarks, heldForm, uncodedTag } from '../http/content-coding';
import { type EntityTag, entityTag, entityTagText, formatEntityTag, parseEntityTag } from '../http/entity-tag';
import { type EntityTagList, parseEntityTagList } from '../http/entity-tag-list';
import { formatHttpDate, isStrongDate, startOfSecond } from '../http/http-date';
import { isRetrieving } from '../http/methods';
import {
  type Decision,
  evaluatePreconditions,
  evaluateWithUnknownTag,
  type Outcome,
  type Validators,
} from '../http/preconditions';
import { isSuccessful } from './answer-from-response';
import { applyCachingPolicy, type CachingPolicy } from './caching-policy';
import { strengthened, withMappedTags, withStrongIfMatch, withUncodedTags } from './coded-conditions';
import type { EvaluationObserver } from './evaluation-observer';
import type { HttpExchange, RefusalStatus } from './http-exchange';
import { respondNotModified } from './not-modified';
import { requirePlainRoute } from './outside-of-controllers';
import { describeRefusal } from './refusal-message';
import { type Responder, RouteResponder } from './responder';
import { ResponseFields } from './response-fields';
import type { TagContext } from './tag-context';
import {
  type CheckedValidators,
  type CurrentVersion,
  checkedValidators,
  DATE_IN_SECONDS,
  mistakeInDate,
  type TagValue,
  unknownVersion,
  untagged,
  type ValidatorSources,
} from './validator-sources';

/** How `If-Match` is compared: `weak` also accepts tags that a proxy has weakened. */
export type IfMatchComparison = 'strong' | 'weak';

const PROCEED: Decision = { outcome: 'proceed' };

/** The signal of a request without a turn that could be lost; it never aborts. */
const NOTHING_TO_LOSE = new AbortController().signal;

/**
 * The preconditions of one request: evaluates them, remembers the validators, and commits the decision to the response.
 */
export class PreconditionCheck {
  /** How the last evaluation ended; `undefined` before the first. */
  outcome: Outcome | undefined;
  /** The decision that refused the request. */
  failed: Decision | undefined;
  /** Whether {@link commit} is called once, after the action has succeeded, rather than by each evaluation. */
  deferred = false;
  /** The code that answers the request: throws the refusals, and is warned of its mistakes. */
  responder: Responder;
  /** Whether the response belongs to one user, such as behind authorization. */
  personal = false;
  /** Aborts when the request has lost its turn. */
  signal: AbortSignal = NOTHING_TO_LOSE;
  /**
   * The version that the preconditions were compared with, as the application provided it; `undefined` before that.
   */
  version: CurrentVersion | undefined;
  /** Which marks of codings are recognized. */
  marks: CodingMarks = {};
  /** Set only while somebody observes evaluations. */
  observer: EvaluationObserver | undefined;
  #context: TagContext | undefined;
  #conditions: Conditions | undefined;
  #sent: Conditions | undefined;
  #etag: EntityTag | undefined;
  #lastModified: number | undefined;
  #policy: CachingPolicy = {};
  #cacheControlByPath: string | undefined;
  readonly #fields: ResponseFields;
  #completing = false;

  constructor(readonly exchange: HttpExchange) {
    this.#fields = new ResponseFields(exchange);
    this.responder = new RouteResponder(exchange);
  }

  /** Throws a refusal. */
  reject(status: RefusalStatus, message: string): never {
    return this.responder.reject(status, message);
  }

  /** The request's `If-*` fields as sent. */
  get sent(): Conditions {
    this.#sent ??= readConditions((name) => this.exchange.requestField(name));
    return this.#sent;
  }

  /** The context that is added to each tag. */
  get context(): TagContext | undefined {
    return this.#context;
  }

  set context(context: TagContext | undefined) {
    this.#context = context;
    this.#conditions = undefined;
  }

  /**
   * {@link sent}, with the uncoded form of each marked tag, and for a write with the read-only context of this request.
   */
  get conditions(): Conditions {
    this.#conditions ??= this.#adopted(withUncodedTags(this.sent, () => this.#acceptEncoding(), this.marks));
    return this.#conditions;
  }

  /** The tags of a field as sent, without the controller's context. */
  tagsOf(field: string | undefined): EntityTagList | undefined {
    const list = field === undefined ? undefined : parseEntityTagList(field);
    const { context } = this;
    if (list === undefined || list === '*' || context === undefined) return list;
    return list.map((tag) => context.removedFrom(this.isRetrieving ? tag : context.adopted(tag)));
  }

  /**
   * The `ETag` of a version, such as that of a row in a list.
   *
   * @throws TypeError for an illegal tag
   */
  tagOf(version: Exclude<TagValue, typeof untagged>): string {
    return formatEntityTag(this.inContext({ etag: entityTag(version) }).etag as EntityTag);
  }

  /** The validators that the response will carry, as far as they are known. */
  get validators(): Validators {
    return { etag: this.#etag, lastModified: this.#lastModified };
  }

  /**
   * The {@link version}, as application code reads it.
   *
   * @throws the framework's 503 if the version is unknown at the moment
   */
  get knownVersion(): TagValue | null | undefined {
    const { version } = this;
    return version === unknownVersion
      ? this.reject(503, 'The current version is unknown at the moment: try again')
      : version;
  }

  get isRetrieving(): boolean {
    return isRetrieving(this.exchange.method);
  }

  /** The validators with the controller's context in the tag. */
  inContext(sources: ValidatorSources): ValidatorSources {
    if (this.context === undefined || sources.etag === undefined || sources.etag === untagged) return sources;
    return { ...sources, etag: this.context.addedTo(checkedValidators(sources).etag as EntityTag) };
  }

  /**
   * Evaluates the preconditions without remembering anything. A read of a missing representation always proceeds:
   * preconditions count only if the response without them would be a 2xx or a 412 (RFC 9110, section 13.2.1), and that
   * of the action is a 404.
   */
  judge(current: ValidatorSources | null, ifMatch: IfMatchComparison = 'strong'): Decision {
    const validators = current === null ? null : this.#comparable(current);
    this.observer?.judged(validators);
    return this.#compare(validators, ifMatch);
  }

  /** Evaluates the preconditions. On a retrieving method, the validators are remembered for the response. */
  evaluate(current: ValidatorSources | null, ifMatch: IfMatchComparison = 'strong'): Decision {
    const validators = current === null ? null : this.#comparable(current);
    const decision = this.#decide(validators, ifMatch);
    if (this.isRetrieving && validators !== null) this.#remember(validators);
    return decision;
  }

  /** Evaluates the preconditions against the validators of the response, whoever has set them. */
  evaluateResponse({ etag, lastModified }: CheckedValidators): Decision {
    return this.#decide({ etag, lastModified: this.#comparableDate(lastModified) }, 'strong');
  }

  /**
   * Evaluates the preconditions of a write to a representation that exists, but whose tag is unknown at the moment.
   *
   * @returns `unknown` if the decision depends on the tag
   */
  evaluateUnknownTag(lastModified: number | undefined): Decision | 'unknown' {
    const current = { lastModified };
    this.responder.beforeEvaluation?.(current);
    const decision = evaluateWithUnknownTag(this.exchange.method, this.conditions, current);
    if (decision === 'unknown') return decision;
    this.outcome = decision.outcome;
    this.observer?.evaluated(current, decision);
    return decision;
  }

  /** Evaluates the preconditions, answers a 304, and refuses the request if a precondition fails. */
  checkNotModified(current: ValidatorSources | null, ifMatch?: IfMatchComparison): boolean {
    this.#requirePlainRoute('checkNotModified');
    if (this.outcome === 'not-modified') return true;
    this.#noteDate(current);
    this.version = current === null ? null : current.etag;
    this.refuseFailed(this.evaluate(current === null ? null : this.inContext(current), ifMatch));
    const notModified = this.outcome === ('not-modified' as Outcome);
    if (this.deferred) return notModified;
    this.commit();
    if (notModified) this.exchange.complete();
    return notModified;
  }

  /** @throws the framework's 412, if a precondition has failed */
  refuseFailed(decision: Decision): void {
    if (decision.outcome !== 'precondition-failed') return;
    this.failed = decision;
    this.observer?.refused(decision);
    this.reject(412, describeRefusal(decision));
  }

  /**
   * Remembers the validators of a new version. On a retrieving method, the preconditions are evaluated too, because the
   * published representation is the response.
   */
  publish(sources: ValidatorSources): void {
    this.#requirePlainRoute('publish');
    this.#noteDate(sources);
    const published = this.inContext(sources);
    if (this.isRetrieving) this.refuseFailed(this.evaluate(published));
    else this.#remember(this.#comparable(published));
    if (!this.deferred) this.commit();
  }

  /** Remembers the validators of an action's result, in the controller's context, without evaluating anything. */
  remember(sources: ValidatorSources): void {
    this.#remember(this.#comparable(this.inContext(sources)));
  }

  /** Removes the tag, because it may not belong to the body that is about to be sent. */
  withdrawTag(): void {
    this.#etag = undefined;
    this.#fields.withdraw('ETag');
  }

  /**
   * Writes the decision to the response: a 304, or the validators and caching fields of a successful response. Fields
   * that the action has set are kept.
   *
   * @param policy - remembered for later calls
   */
  commit(policy: CachingPolicy = this.#policy): void {
    this.#policy = policy;
    const { exchange } = this;
    if (this.outcome === 'not-modified') respondNotModified(exchange);
    if (this.#etag !== undefined) this.#fields.write('ETag', formatEntityTag(this.#etag));
    if (this.#lastModified !== undefined) {
      this.#fields.write('Last-Modified', formatHttpDate(this.#lastModified));
    }
    this.#applyPolicy(policy);
    if (this.outcome === 'not-modified') this.#nameStoredResponse();
    if (this.#completing) return;
    this.#completing = true;
    exchange.beforeHead(() => this.#fields.complete(this.marks));
  }

  /**
   * Describes the current representation in a 412 that carries it: its location and its tag (RFC 9110, sections 6.4.2
   * and 8.7).
   */
  describeCurrent(etag: string): void {
    const { exchange } = this;
    this.#fields.write('Content-Location', exchange.target);
    this.#fields.write('ETag', etag);
    exchange.beforeHead(() => this.#fields.complete(this.marks, 412));
  }

  #adopted(conditions: Conditions): Conditions {
    const { context } = this;
    if (context?.isLeftOutByWrites !== true || this.isRetrieving) return conditions;
    return withMappedTags(conditions, (tag) => context.adopted(tag));
  }

  /**
   * Sets the `Cache-Control` of the application's rule for the path. It is set before the routes run, because file
   * middleware would set its own default otherwise. A `Cache-Control` of a route or an action replaces it.
   */
  presetCacheControl(cacheControl: string): void {
    const { exchange } = this;
    const first = this.#cacheControlByPath === undefined;
    this.#cacheControlByPath = cacheControl;
    this.#fields.write('Cache-Control', cacheControl);
    // A nested listener runs after the one with which an action commits.
    if (first) exchange.beforeHead(() => exchange.beforeHead(() => this.#completePreset()));
  }

  #completePreset(): void {
    const { status } = this.exchange;
    if (isSuccessful(status) || status === 304) this.#applyPolicy({ ...this.#policy, vary: [], expires: undefined });
    else this.#fields.withdraw('Cache-Control');
  }

  #applyPolicy(policy: CachingPolicy): void {
    const validated = this.#etag !== undefined || this.#lastModified !== undefined || this.outcome !== undefined;
    const { cacheControl, expires, vary, noDefault } = policy;
    const personal = policy.personal === true || this.personal;
    const whole = { cacheControl, expires, vary, noDefault, personal, byPath: this.#cacheControlByPath };
    applyCachingPolicy(this.exchange, this.#fields, whole, validated && this.isRetrieving);
  }

  /** Outside an action with `@WebReq`, which commits after the action, only plain routes may commit. */
  #requirePlainRoute(name: string): void {
    if (this.deferred) return;
    requirePlainRoute(
      this.exchange,
      `${name} without @WebReq()`,
      `take @WebReq() web: WebRequest in the action, and call web.${name}(…)`,
    );
  }

  #noteDate(sources: ValidatorSources | null): void {
    const mistake = mistakeInDate(sources?.lastModified);
    if (mistake !== undefined) this.responder.warn(DATE_IN_SECONDS, `gives a lastModified of ${mistake}`);
  }

  #remember({ etag, lastModified }: CheckedValidators): void {
    this.#etag = etag ?? this.#etag;
    if (lastModified !== undefined && isStrongDate(lastModified, Date.now())) this.#lastModified = lastModified;
  }

  #decide(validators: CheckedValidators | null, ifMatch: IfMatchComparison): Decision {
    this.responder.beforeEvaluation?.(validators);
    const decision = this.#compare(validators, ifMatch);
    this.outcome = decision.outcome;
    this.observer?.evaluated(validators, decision);
    return decision;
  }

  #compare(validators: CheckedValidators | null, ifMatch: IfMatchComparison): Decision {
    if (this.isRetrieving && validators === null) return PROCEED;
    const { method } = this.exchange;
    if (ifMatch === 'strong') return evaluatePreconditions(method, this.conditions, validators);
    return evaluatePreconditions(method, withStrongIfMatch(this.conditions), withStrongTag(validators));
  }

  #comparable(sources: ValidatorSources): CheckedValidators {
    const { etag, lastModified } = checkedValidators(sources);
    return { etag, lastModified: this.#comparableDate(lastModified) };
  }

  /**
   * Until its second is over, a date is not a strong validator (RFC 9110, section 8.8.2.2): it is not sent, and reads
   * ignore it. Writes compare the current second instead. A date in the future (section 8.8.2.1) is treated the same.
   */
  #comparableDate(lastModified: number | undefined): number | undefined {
    if (lastModified === undefined || isStrongDate(lastModified, Date.now())) return lastModified;
    if (!this.isRetrieving) return startOfSecond(Date.now());
    this.observer?.omittedDate();
    return undefined;
  }

  /**
   * A cache updates the stored response that has the tag of the 304 (RFC 9111, section 4.3.4), so the 304 carries the
   * tag in the form that the cache holds: weakened by a proxy, or marked with a coding. With a tag, Last-Modified is
   * not needed (RFC 9110, section 15.4.5).
   */
  #nameStoredResponse(): void {
    const { exchange } = this;
    const field = exchange.responseField('etag');
    if (field === undefined) return;
    exchange.removeResponseField('last-modified');
    if (field === this.sent.ifNoneMatch) return;
    const held = this.#heldForm(field);
    if (held === undefined) return;
    this.#fields.replace('ETag', entityTagText(held));
    if (uncodedTag(held, this.marks) !== undefined) this.#fields.vary(['Accept-Encoding']);
  }

  #heldForm(field: string): EntityTag | undefined {
    const list = this.sent.ifNoneMatch === undefined ? undefined : parseEntityTagList(this.sent.ifNoneMatch);
    const tag = parseEntityTag(field);
    if (tag === undefined || list === undefined) return undefined;
    return heldForm(list, tag, this.#acceptEncoding(), this.marks);
  }

  #acceptEncoding(): string | undefined {
    const field = this.isRetrieving ? this.exchange.requestField('accept-encoding') : undefined;
    return field === undefined ? undefined : String(field);
  }
}

function withStrongTag(validators: CheckedValidators | null): CheckedValidators | null {
  return validators?.etag === undefined ? validators : { ...validators, etag: strengthened(validators.etag) };
}
