import type { EvaluationEvent } from './evaluation-event';
import { describeEvaluation } from './evaluation-sentence';
import type { HttpExchange } from './http-exchange';

/**
 * Adds the outcome of a request to the response's `Server-Timing`, which browsers show in their developer tools.
 *
 * @see https://www.w3.org/TR/server-timing/
 */
export function writeServerTiming(exchange: HttpExchange, event: EvaluationEvent): void {
  const metric = `etag;desc=${quoted(`${event.reason}: ${describeEvaluation(event)}`)}`;
  const present = exchange.responseField('server-timing');
  exchange.setResponseField('Server-Timing', present === undefined ? metric : `${present}, ${metric}`);
}

/** A quoted-string (RFC 9110, section 5.6.4) in ASCII; a tag may contain other characters. */
function quoted(text: string): string {
  return `"${text.replaceAll(/[^ -~]/g, '?').replaceAll(/["\\]/g, '\\$&')}"`;
}
