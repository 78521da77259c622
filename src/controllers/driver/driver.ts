import type { Action, ActionMetadata } from 'routing-controllers';
import type { ConditionalRequest } from '../../application/conditional-request';
import type { BodyTag } from '../../body/body-tag';
import type { CachingPolicy } from '../../web/caching-policy';
import type { Refusal } from '../../web/refusal';
import type { ActionRun } from '../run/action-run';
import { expressDriver } from './express-driver';
import { koaDriver } from './koa-driver';

/** Everything that depends on one of routing-controllers' drivers. */
export interface Driver {
  /** The request of an action. */
  requestOf(action: Action): ConditionalRequest;
  /** The path parameters as sent. */
  paramsOf(action: Action): Readonly<Record<string, unknown>>;
  /** Throws if `conditionalRequests()` was registered after the controllers. Each application is checked once. */
  requireRegisteredFirst(action: Action): void;
  /** Called before any action, with or without a plan. */
  arrive(action: Action, metadata: ActionMetadata): void;
  /** Called before the action of a run is called. */
  begin(run: ActionRun): void;
  /** Keeps the framework's error handler from writing anything for a stopped run, which is answered with a 304. */
  endNotModified(run: ActionRun): void;
  /**
   * Makes the framework answer a refusal with its status and the configured body, and keep the connection open, even if
   * another copy of routing-controllers made the error.
   */
  refuse(action: Action, request: ConditionalRequest, error: Refusal): void;
  /** Called when the action of a run and all decorators around it have ended. */
  ended(run: ActionRun): void;
  /** Tags the body of the response when it is complete. */
  tagFinalBody(action: Action, tag: () => { readonly bodyTag: BodyTag; readonly policy: CachingPolicy }): void;
}

/** The driver that calls an action. Only Koa's actions have a context. */
export function driverOf(action: Action): Driver {
  return action.context === undefined ? expressDriver : koaDriver;
}
