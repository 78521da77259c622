import type { Conditions } from '../http/conditions';
import type { ConditionField, Outcome } from '../http/preconditions';

/**
 * Why a request ended as it did. The list is closed; `docs/troubleshooting.md` has a heading for each.
 *
 * It was answered as up to date:
 *
 * - `current-tag`: `If-None-Match` names the current tag (304; 412 of a write)
 * - `current-date`: nothing was modified after the date in `If-Modified-Since` (304)
 *
 * It went on, as it should:
 *
 * - `passed`: the preconditions hold
 * - `no-condition`: no precondition was sent
 *
 * The client is not up to date:
 *
 * - `tag-differs`: the current tag is another one (200; 412 of `If-Match`)
 * - `unstable-tag`: the tag differs at each request although the content does not: a clock or a random order in it
 * - `date-older`: the resource was modified after the date (200; 412 of `If-Unmodified-Since`)
 * - `date-ignored`: the date would match, but `If-None-Match` was sent too, and its tags do not
 * - `date-unknown`: nothing is known that the date could be compared with
 * - `date-unsettled`: the resource was modified in the current second, so its date is no strong validator yet
 * - `coding-not-accepted`: the tag names the current version in a content coding that the request does not accept
 * - `malformed`: the field does not follow the grammar
 * - `empty`: `If-Match` lists no tag (412)
 * - `weak`: the current tag is weak, and no weak tag passes `If-Match` (412)
 * - `weakened`: `If-Match` names the current tag, but as a weak one (412)
 * - `exists`: `If-None-Match` is `*`, and the resource exists (412)
 *
 * There is no tag:
 *
 * - `nothing-there`: the tag function said that there is nothing
 * - `untagged`: what exists has no tag
 * - `name-marked`: a name of the tag is being changed by a write that has not ended
 * - `store-away`: the version store cannot be asked
 * - `not-confirmed`: the versions changed while the action ran, or could not be asked again in time
 * - `no-store`: a response with `Cache-Control: no-store` is not tagged
 * - `stream`: the body is a stream, a `Blob` or a fetch `Response`
 * - `part`: the response carries no whole representation, such as a 204 or 206
 * - `too-large`: the body has more bytes than `maxBytes`
 *
 * Nothing could be done here:
 *
 * - `method`: the condition, or the middleware, does not concern requests of this method
 * - `not-successful`: the response is not a 2xx
 * - `not-evaluated`: nothing here evaluates preconditions
 * - `decided-elsewhere`: other code has answered, such as `koa-conditional-get` or code that sends a 304 itself
 *
 * A write was not made, or was made and not told:
 *
 * - `condition-required`: `@PreconditionRequired`, and no precondition that protects (428)
 * - `conflict`: the action found the resource changed after the check (412)
 * - `no-turn`: the write could not have its turn (503)
 * - `not-touched`: the write changed no name that the tag of this path is made of: `@Touches` is missing
 */
export type EvaluationReason =
  | 'current-tag'
  | 'current-date'
  | 'passed'
  | 'no-condition'
  | 'tag-differs'
  | 'unstable-tag'
  | 'date-older'
  | 'date-ignored'
  | 'date-unknown'
  | 'date-unsettled'
  | 'coding-not-accepted'
  | 'malformed'
  | 'empty'
  | 'weak'
  | 'weakened'
  | 'exists'
  | 'nothing-there'
  | 'untagged'
  | 'name-marked'
  | 'store-away'
  | 'not-confirmed'
  | 'no-store'
  | 'stream'
  | 'part'
  | 'too-large'
  | 'method'
  | 'not-successful'
  | 'not-evaluated'
  | 'decided-elsewhere'
  | 'condition-required'
  | 'conflict'
  | 'no-turn'
  | 'not-touched';

/** Validators as a response writes them. */
export interface CurrentValidators {
  readonly etag: string | undefined;
  readonly lastModified: string | undefined;
}

/**
 * What became of one conditional or taggable request: the message of the channel `routing-controllers-etag.evaluation`. It holds
 * no body, no query, no cookie and no authorization.
 *
 * @example
 * ```ts
 * import { subscribe } from 'node:diagnostics_channel';
 * import { describeEvaluation, type EvaluationEvent } from 'routing-controllers-etag';
 *
 * subscribe('routing-controllers-etag.evaluation', (message) => {
 *   const event = message as EvaluationEvent;
 *   console.log(event.method, event.route, event.status, event.reason, describeEvaluation(event));
 * });
 * ```
 */
export interface EvaluationEvent {
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  /** The pattern of the route, such as `/articles/:id`, where the framework tells it. */
  readonly route: string | undefined;
  /** The controller and its method, such as `ArticleController.show`; `undefined` outside of controllers. */
  readonly action: string | undefined;
  /** The status of the response. */
  readonly status: number;
  /** What the preconditions came to; `undefined` if nothing has evaluated them. */
  readonly outcome: Outcome | undefined;
  readonly reason: EvaluationReason;
  /** The field that has decided; `undefined` if none did. */
  readonly field: ConditionField | undefined;
  /** The `If-*` fields as they were sent. */
  readonly sent: Conditions;
  /** What they were compared with; where nothing was compared, what the response carries. */
  readonly current: CurrentValidators;
  /** How long the write waited for its turn, in milliseconds; `undefined` if it took none. */
  readonly waited: number | undefined;
  /** The bytes of the content that is sent; `undefined` for a stream of unknown length. */
  readonly bytes: number | undefined;
  /**
   * The bytes that a 304 has spared: those of the last 200 of this URL that was seen while somebody listened. `undefined` if it is
   * not a 304, or none was seen.
   */
  readonly bytesNotSent: number | undefined;
}
