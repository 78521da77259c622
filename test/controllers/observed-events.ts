import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { EvaluationEvent } from 'routing-controllers-etag';

/** The events that come while a behaviour is tested. */
export function observedEvents(): EvaluationEvent[] {
  const events: EvaluationEvent[] = [];
  const listener = (message: unknown) => void events.push(message as EvaluationEvent);
  before(() => subscribe('routing-controllers-etag.evaluation', listener));
  beforeEach(() => {
    events.length = 0;
  });
  after(() => unsubscribe('routing-controllers-etag.evaluation', listener));
  return events;
}
