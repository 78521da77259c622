import type { Conditions } from '../http/conditions';
import type { ConditionField, Outcome } from '../http/preconditions';

/**
 * Why a request ended as it did. This list is complete; `docs/troubleshooting.md` explains each reason.
 *
 * The client is up to date:
 *
 * - `current-tag`: `If-None-Match` names the current tag (304; 412 of a write)
 * - `current-date`: nothing was modified after the date in `If-Modified-Since` (304)
 *
 * The request went on:
 *
 * - `passed`: the preconditions hold
 * - `no-condition`: no precondition was sent
 *
 * The client is not up to date:
 *
 * - `tag-differs`: the current tag is a different one (200; 412 of `If-Match`)
 * - `unstable-tag`: the tag changes with each request although the content does not: it depends on a clock or a random
 *   order
 * - `date-older`: the resource was modified after the date (200; 412 of `If-Unmodified-Since`)
 * - `date-ignored`: the date would match, but `If-None-Match` was sent too, and its tags do not
 * - `date-unknown`: the modification date is not known, so nothing can be compared
 * - `date-too-recent`: the resource was modified in the current second, so its date is not a strong validator yet
 * - `coding-not-accepted`: `If-None-Match` names the current version in a content coding that the request does not
 *   accept
 * - `malformed`: the field does not follow the grammar
 * - `empty`: `If-Match` lists no tag (412)
 * - `weak`: the current tag is weak, and no weak tag passes `If-Match` (412)
 * - `weakened`: `If-Match` names the current tag, but as a weak one (412)
 * - `exists`: `If-None-Match` is `*`, and the resource exists (412)
 *
 * There is no tag:
 *
 * - `nothing-there`: the tag function returned `null` or `undefined`: the resource does not exist
 * - `untagged`: the resource exists without a tag
 * - `name-marked`: a write that has not ended is changing a name that the tag depends on
 * - `store-away`: the version store cannot be reached
 * - `not-confirmed`: the versions changed while the action ran, or could not be looked up again in time
 * - `no-store`: a response with `Cache-Control: no-store` is not tagged
 * - `stream`: the body is a stream, a `Blob` or a fetch `Response`
 * - `part`: the response carries no whole representation, such as a 204 or 206
 * - `too-large`: the body is longer than `maxBytes`
 *
 * The request or response is not evaluated:
 *
 * - `method`: the precondition, or the middleware, does not apply to this method
 * - `not-successful`: the response is not a 2xx
 * - `not-evaluated`: no decorator, middleware or check evaluates preconditions here
 * - `decided-elsewhere`: other code has answered, such as `koa-conditional-get` or code that sends a 304 itself
 *
 * A write was refused, or left the versions unchanged:
 *
 * - `condition-required`: `@PreconditionRequired` applies, and no precondition that protects the write was sent (428)
 * - `conflict`: the action found the resource changed after the check (412)
 * - `no-turn`: the write did not get its turn (503)
 * - `not-touched`: the write changed none of the names that the tag of this path depends on: `@Touches` is missing
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
  | 'date-too-recent'
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

/** Validators as the text of response fields. */
export interface CurrentValidators {
  /** The value of `ETag`. */
  readonly etag: string | undefined;
  /** The value of `Last-Modified`. */
  readonly lastModified: string | undefined;
}

/**
 * How one conditional or taggable request ended: the message of the channel `routing-controllers-etag.evaluation`. It
 * contains no body, query, cookie or authorization.
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
  /** The request's method. */
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  /** The pattern of the route, such as `/articles/:id`; `undefined` if the framework does not provide it. */
  readonly route: string | undefined;
  /** The controller and its method, such as `ArticleController.show`; `undefined` outside of controllers. */
  readonly action: string | undefined;
  /** The status of the response. */
  readonly status: number;
  /** The outcome of the evaluation; `undefined` if nothing has evaluated the preconditions. */
  readonly outcome: Outcome | undefined;
  /** Why the request ended as it did. */
  readonly reason: EvaluationReason;
  /** The deciding field; `undefined` if no field decided. */
  readonly field: ConditionField | undefined;
  /** The `If-*` fields as they were sent. */
  readonly sent: Conditions;
  /** The validators that the preconditions were compared with; without a comparison, those of the response. */
  readonly current: CurrentValidators;
  /** How long the write waited for its turn, in milliseconds; `undefined` if it took none. */
  readonly waited: number | undefined;
  /** The length of the content in bytes; `undefined` for a stream of unknown length. */
  readonly bytes: number | undefined;
  /**
   * The bytes that a 304 saved: the length of the last 200 of this URL while there was a subscriber. `undefined` if the
   * response is not a 304, or no such 200 was seen.
   */
  readonly bytesNotSent: number | undefined;
}
