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
import { ResponseFields } from './response-fields';
import { warnOfRoute } from './route-warning';
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

/** How `If-Match` is compared: `weak` forgives a proxy that weakens tags. */
export type IfMatchComparison = 'strong' | 'weak';

const PROCEED: Decision = { outcome: 'proceed' };

/** A signal that never aborts: of a request that holds nothing that could be lost. */
const NOTHING_TO_LOSE = new AbortController().signal;

/**
 * The preconditions of one request, from the evaluation to the response: it evaluates them, remembers the validators, and
 * commits what was decided to the response.
 */
export class PreconditionCheck {
  /** How the last evaluation ended; `undefined` before the first. */
  outcome: Outcome | undefined;
  /** What has refused the request. */
  failed: Decision | undefined;
  /** Whether {@link commit} is called when the action has succeeded, and not by each evaluation. */
  deferred = false;
  /** Who throws a refusal: the framework, or the controller's run. */
  reject: (status: RefusalStatus, message: string) => never;
  /** Warns of a mistake in what serves the request, once for each code. */
  warn: (code: string, message: string) => void = (code, message) => warnOfRoute(this.exchange, code, message);
  /** Whether the response belongs to one user, as behind authorization. */
  personal = false;
  /** Aborts when the request has lost the turn that it holds. */
  signal: AbortSignal = NOTHING_TO_LOSE;
  /** The version that the preconditions were compared with, as the application has given it; `undefined` before that. */
  version: CurrentVersion | undefined;
  /** Which marks of codings are understood. */
  marks: CodingMarks = {};
  /** Is told what the preconditions are about to be compared with, and may throw. */
  beforeEvaluation: ((current: Validators | null) => void) | undefined;
  /** Is told what happens; there is one only while somebody listens. */
  observer: EvaluationObserver | undefined;
  #context: TagContext | undefined;
  #conditions: Conditions | undefined;
  #sent: Conditions | undefined;
  #etag: EntityTag | undefined;
  #lastModified: number | undefined;
  #policy: CachingPolicy = {};
  #cacheControlByPath: string | undefined;
  readonly #fields = new ResponseFields();
  #completing = false;

  constructor(readonly exchange: HttpExchange) {
    this.reject = (status, message) => exchange.reject(status, message);
  }

  /** The request's `If-*` fields as they were sent. */
  get sent(): Conditions {
    this.#sent ??= readConditions((name) => this.exchange.requestField(name));
    return this.#sent;
  }

  /** What is mixed into each tag. */
  get context(): TagContext | undefined {
    return this.#context;
  }

  set context(context: TagContext | undefined) {
    this.#context = context;
    this.#conditions = undefined;
  }

  /**
   * The same; a tag with the mark of a coding names its uncoded form too, and one of a write whose context is left out names that
   * of this request.
   */
  get conditions(): Conditions {
    this.#conditions ??= this.#adopted(withUncodedTags(this.sent, () => this.#acceptEncoding(), this.marks));
    return this.#conditions;
  }

  /** The tags of a field that was sent, without the controller's context. */
  tagsOf(field: string | undefined): EntityTagList | undefined {
    const list = field === undefined ? undefined : parseEntityTagList(field);
    const { context } = this;
    if (list === undefined || list === '*' || context === undefined) return list;
    return list.map((tag) => context.removedFrom(this.isRetrieving ? tag : context.adopted(tag)));
  }

  /**
   * The `ETag` of what has a version, such as a row of a list.
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
   * The {@link version}, for who asks for it.
   *
   * @throws the framework's 503 if nobody can tell it now
   */
  get knownVersion(): TagValue | null | undefined {
    const { version } = this;
    return version === unknownVersion ? this.reject(503, 'The current version cannot be told now: try again') : version;
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
   * What the preconditions come to; nothing is remembered. Where there is no representation a method that retrieves is not
   * evaluated: preconditions count only where the answer without them would be a 2xx or a 412 (RFC 9110, section 13.2.1),
   * and its own answer is 404.
   */
  judge(current: ValidatorSources | null, ifMatch: IfMatchComparison = 'strong'): Decision {
    const validators = current === null ? null : this.#comparable(current);
    this.observer?.judged(validators);
    return this.#compare(validators, ifMatch);
  }

  /** {@link judge}, and on methods that retrieve the validators are remembered for the response. */
  evaluate(current: ValidatorSources | null, ifMatch: IfMatchComparison = 'strong'): Decision {
    const validators = current === null ? null : this.#comparable(current);
    const decision = this.#decide(validators, ifMatch);
    if (this.isRetrieving && validators !== null) this.#remember(validators);
    return decision;
  }

  /** Compares with the validators that the response carries already, whoever has made them. */
  evaluateResponse({ etag, lastModified }: CheckedValidators): Decision {
    return this.#decide({ etag, lastModified: this.#settledDate(lastModified) }, 'strong');
  }

  /**
   * What the preconditions of a write come to when its representation exists and nobody can tell its tag now: `unknown` where
   * that depends on the tag.
   */
  evaluateUnknownTag(lastModified: number | undefined): Decision | 'unknown' {
    const current = { lastModified };
    this.beforeEvaluation?.(current);
    const decision = evaluateWithUnknownTag(this.exchange.method, this.conditions, current);
    if (decision === 'unknown') return decision;
    this.outcome = decision.outcome;
    this.observer?.evaluated(current, decision);
    return decision;
  }

  /** Evaluates, answers, and refuses the request where a precondition fails. */
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
   * Remembers the validators of a new version. On a method that retrieves they are evaluated, as a representation that is
   * published is the one that answers the request.
   */
  publish(sources: ValidatorSources): void {
    this.#requirePlainRoute('publish');
    this.#noteDate(sources);
    const published = this.inContext(sources);
    if (this.isRetrieving) this.refuseFailed(this.evaluate(published));
    else this.#remember(this.#comparable(published));
    if (!this.deferred) this.commit();
  }

  /** Remembers the validators of what an action has made, in the controller's context; nothing is evaluated. */
  remember(sources: ValidatorSources): void {
    this.#remember(this.#comparable(this.inContext(sources)));
  }

  /** Takes the tag back: it is not known to belong to the body that is about to be sent. */
  withdrawTag(): void {
    this.#etag = undefined;
    this.#fields.withdraw(this.exchange, 'ETag');
  }

  /**
   * Writes what was decided: a 304, or the validators and caching fields of a response that will succeed. What the action has
   * set itself is kept.
   *
   * @param policy - holds for later calls too
   */
  commit(policy: CachingPolicy = this.#policy): void {
    this.#policy = policy;
    const { exchange } = this;
    if (this.outcome === 'not-modified') respondNotModified(exchange);
    if (this.#etag !== undefined) this.#fields.write(exchange, 'ETag', formatEntityTag(this.#etag));
    if (this.#lastModified !== undefined) {
      this.#fields.write(exchange, 'Last-Modified', formatHttpDate(this.#lastModified));
    }
    this.#applyPolicy(policy);
    if (this.outcome === 'not-modified') this.#nameStoredResponse();
    if (this.#completing) return;
    this.#completing = true;
    exchange.beforeHead(() => this.#fields.complete(exchange, this.marks));
  }

  /**
   * Writes what describes the current representation to a 412 that carries it: of what it is, and its tag (RFC 9110, sections
   * 6.4.2 and 8.7).
   */
  describeCurrent(etag: string): void {
    const { exchange } = this;
    this.#fields.write(exchange, 'Content-Location', exchange.target);
    this.#fields.write(exchange, 'ETag', etag);
    exchange.beforeHead(() => this.#fields.complete(exchange, this.marks, 412));
  }

  #adopted(conditions: Conditions): Conditions {
    const { context } = this;
    if (context?.isLeftOutByWrites !== true || this.isRetrieving) return conditions;
    return withMappedTags(conditions, (tag) => context.adopted(tag));
  }

  /**
   * Sets the `Cache-Control` that a rule of the application has for the path. It is set before the routes run, as what serves
   * files sets a default of its own where there is none; what a route or an action says itself takes its place.
   */
  presetCacheControl(cacheControl: string): void {
    const { exchange } = this;
    const first = this.#cacheControlByPath === undefined;
    this.#cacheControlByPath = cacheControl;
    this.#fields.write(exchange, 'Cache-Control', cacheControl);
    // Behind the listener by which an action commits.
    if (first) exchange.beforeHead(() => exchange.beforeHead(() => this.#completePreset()));
  }

  #completePreset(): void {
    const { status } = this.exchange;
    if (isSuccessful(status) || status === 304) this.#applyPolicy({ ...this.#policy, vary: [], expires: undefined });
    else this.#fields.withdraw(this.exchange, 'Cache-Control');
  }

  #applyPolicy(policy: CachingPolicy): void {
    const validated = this.#etag !== undefined || this.#lastModified !== undefined || this.outcome !== undefined;
    const { cacheControl, expires, vary, noDefault } = policy;
    const personal = policy.personal === true || this.personal;
    const whole = { cacheControl, expires, vary, noDefault, personal, byPath: this.#cacheControlByPath };
    applyCachingPolicy(this.exchange, this.#fields, whole, validated && this.isRetrieving);
  }

  /** An action with `@WebReq` commits when it has succeeded. */
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
    if (mistake !== undefined) this.warn(DATE_IN_SECONDS, `gives a lastModified of ${mistake}`);
  }

  #remember({ etag, lastModified }: CheckedValidators): void {
    this.#etag = etag ?? this.#etag;
    if (lastModified !== undefined && isStrongDate(lastModified, Date.now())) this.#lastModified = lastModified;
  }

  #decide(validators: CheckedValidators | null, ifMatch: IfMatchComparison): Decision {
    this.beforeEvaluation?.(validators);
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
    return { etag, lastModified: this.#settledDate(lastModified) };
  }

  /**
   * A date is a strong validator only when its second is over: the representation may change again within it (RFC 9110, section
   * 8.8.2.2). Until then it is not sent, and reads do without it. It must not lie in the future either (section 8.8.2.1).
   */
  #settledDate(lastModified: number | undefined): number | undefined {
    if (lastModified === undefined || isStrongDate(lastModified, Date.now())) return lastModified;
    if (!this.isRetrieving) return startOfSecond(Date.now());
    this.observer?.leftDateOut();
    return undefined;
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
    if (field === this.sent.ifNoneMatch) return;
    const held = this.#heldForm(field);
    if (held === undefined) return;
    this.#fields.replace(exchange, 'ETag', entityTagText(held));
    if (uncodedTag(held, this.marks) !== undefined) this.#fields.vary(exchange, ['Accept-Encoding']);
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
