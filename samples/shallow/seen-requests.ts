import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { EvaluationEvent } from 'routing-controllers-etag';

/** A request on the page. */
export interface SeenRequest {
  readonly path: string;
  readonly status: number;
}

const EVALUATIONS = 'routing-controllers-etag.evaluation';

/**
 * The requests of the last page load, from the library's diagnostics channel, because scripts in a browser cannot see a
 * 304.
 */
export class SeenRequests {
  #requests: SeenRequest[] = [];

  readonly #hear = (message: unknown): void => {
    const { path, status } = message as EvaluationEvent;
    if (path === '/') this.#requests = [];
    this.#requests.push({ path, status });
  };

  constructor() {
    subscribe(EVALUATIONS, this.#hear);
  }

  get list(): readonly SeenRequest[] {
    return this.#requests;
  }

  close(): void {
    unsubscribe(EVALUATIONS, this.#hear);
  }
}
