import { channel } from 'node:diagnostics_channel';
import { debuglog } from 'node:util';
import type { EvaluationEvent } from './evaluation-event';
import { describeEvaluation } from './evaluation-sentence';

const evaluations = channel('routing-controllers-etag.evaluation');

const debug = debuglog('routing-controllers-etag');
/** `NODE_DEBUG` is read once: each look at it takes time. */
const isDebugging = debug.enabled;

/** Whether somebody wants to know what becomes of requests. */
export function isObserved(): boolean {
  return evaluations.hasSubscribers || isDebugging;
}

/** Tells everybody who wants to know what became of a request. */
export function publishEvaluation(event: EvaluationEvent): void {
  if (evaluations.hasSubscribers) evaluations.publish(event);
  if (isDebugging) debug(lineOf(event));
}

function lineOf(event: EvaluationEvent): string {
  const { method, path, status, action, route, reason } = event;
  const place = action ?? route;
  const of = place === undefined ? '' : ` ${place}`;
  return `${method} ${path} ${status}${of} [${reason}] ${describeEvaluation(event)}`.replaceAll('%', '%%');
}
