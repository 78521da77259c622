import type { EvaluationEvent } from './evaluation-event';
import { describeEvaluation } from './evaluation-sentence';
import type { HttpExchange } from './http-exchange';

/**
 * Adds what became of a request to the response's `Server-Timing`, which the developer tools of browsers show.
 *
 * @see https://www.w3.org/TR/server-timing/
 */
export function writeServerTiming(exchange: HttpExchange, event: EvaluationEvent): void {
  const metric = `etag;desc=${quoted(`${event.reason}: ${describeEvaluation(event)}`)}`;
  const present = exchange.responseField('server-timing');
  exchange.setResponseField('Server-Timing', present === undefined ? metric : `${present}, ${metric}`);
}

/** A quoted string of RFC 9110, section 5.6.4, in ASCII: a tag may hold other bytes. */
function quoted(text: string): string {
  return `"${text.replaceAll(/[^ -~]/g, '?').replaceAll(/["\\]/g, '\\$&')}"`;
}
