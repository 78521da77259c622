import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { EvaluationEvent } from 'routing-controllers-etag';

/** A request as the page shows it. */
export interface SeenRequest {
  readonly path: string;
  readonly status: number;
}

const EVALUATIONS = 'routing-controllers-etag.evaluation';

/** The requests of the last load of the page, by the library's diagnostics channel: a browser shows its scripts no 304. */
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
