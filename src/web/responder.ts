import type { Validators } from '../http/preconditions';
import type { HttpExchange, RefusalStatus } from './http-exchange';
import { warnOfRoute } from './route-warning';

/**
 * The code that answers a request. It is an object instead of a set of functions, because V8 keeps all that a closure
 * holds until its next full collection if a field is set to it: a quarter of what requests allocated stayed until then.
 */
export interface Responder {
  /** Throws a refusal: the framework's error, or the one for controllers. */
  reject(status: RefusalStatus, message: string): never;
  /** Warns once of a mistake in the code that answers the request. */
  warn(code: string, message: string): void;
  /** Receives the current validators before each evaluation; may throw. */
  beforeEvaluation?(current: Validators | null): void;
}

/** A plain route: its framework throws the refusals. */
export class RouteResponder implements Responder {
  constructor(protected readonly exchange: HttpExchange) {}

  reject(status: RefusalStatus, message: string): never {
    return this.exchange.reject(status, message);
  }

  warn(code: string, message: string): void {
    warnOfRoute(this.exchange, code, message);
  }
}
