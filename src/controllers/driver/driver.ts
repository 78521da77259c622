import type { Action, ActionMetadata } from 'routing-controllers';
import type { ConditionalRequest } from '../../application/conditional-request';
import type { BodyTag } from '../../body/body-tag';
import type { CachingPolicy } from '../../web/caching-policy';
import type { Refusal } from '../../web/refusal';
import type { ActionRun } from '../run/action-run';
import { expressDriver } from './express-driver';
import { koaDriver } from './koa-driver';

/** What leans on one of routing-controllers' drivers. */
export interface Driver {
  /** The request of an action. */
  requestOf(action: Action): ConditionalRequest;
  /** The path parameters as they were sent. */
  paramsOf(action: Action): Readonly<Record<string, unknown>>;
  /** The applications whose middleware is known: of one that is registered too late an error is thrown. */
  requireRegisteredFirst(action: Action): void;
  /** Called before any action is called, with a plan or without. */
  arrive(action: Action, metadata: ActionMetadata): void;
  /** Called before the action of a run is called. */
  begin(run: ActionRun): void;
  /** Lets the rejection of a run that was stopped end in a 304: the framework's error handler is to write nothing. */
  endNotModified(run: ActionRun): void;
  /**
   * Lets a refusal have its status and the body that the application wants, and its connection stay open, whichever copy of
   * routing-controllers made the error.
   */
  refuse(action: Action, request: ConditionalRequest, error: Refusal): void;
  /** Called when the action of a run has ended, and all decorators around it. */
  ended(run: ActionRun): void;
  /** Tags the body of the response when it is complete. */
  tagFinalBody(action: Action, tag: () => { readonly bodyTag: BodyTag; readonly policy: CachingPolicy }): void;
}

/** The driver that calls an action: Koa's alone has a context. */
export function driverOf(action: Action): Driver {
  return action.context === undefined ? expressDriver : koaDriver;
}
