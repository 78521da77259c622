import { channel } from 'node:diagnostics_channel';
import { debuglog } from 'node:util';
import type { EvaluationEvent } from './evaluation-event';
import { describeEvaluation } from './evaluation-sentence';

const evaluations = channel('routing-controllers-etag.evaluation');

const debug = debuglog('routing-controllers-etag');
/** Read once: looking up `NODE_DEBUG` for each request takes time. */
const isDebugging = debug.enabled;

/** Whether anybody observes evaluations: a subscriber of the channel, or `NODE_DEBUG`. */
export function isObserved(): boolean {
  return evaluations.hasSubscribers || isDebugging;
}

/** Publishes how a request ended, to the subscribers of the channel and to the debug log. */
export function publishEvaluation(event: EvaluationEvent): void {
  if (evaluations.hasSubscribers) evaluations.publish(event);
  if (isDebugging) debug(lineOf(event));
}

/** The line that `NODE_DEBUG` prints. `debuglog` takes a `%` for a placeholder. */
export function lineOf(event: EvaluationEvent): string {
  const { method, path, status, action, route, reason } = event;
  const place = action ?? route;
  const of = place === undefined ? '' : ` ${place}`;
  return `${method} ${path} ${status}${of} [${reason}] ${describeEvaluation(event)}`.replaceAll('%', '%%');
}
