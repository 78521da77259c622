import { versionsOf } from '../koa/services';
import type { Mark } from '../stores/version-store';
import type { Awaitable } from '../web/awaitable';
import type { ActionPlan } from './action-plan';
import { type ActionRun, unavailable } from './action-run';
import { listed } from './version-of';

type Touches = NonNullable<ActionPlan['touches']>;

/** Runs an action with the names marked that `@Touches` says it changes. */
export function withMarkedNames<T>(run: ActionRun, action: () => Awaitable<T>): Awaitable<T> {
  return run.plan.touches === undefined ? action() : runMarked(run, run.plan.touches, action);
}

async function runMarked<T>(run: ActionRun, touches: Touches, action: () => Awaitable<T>): Promise<T> {
  const names = listed(await touches.apply(run.controller, run.args as never[]));
  const mark = await markNames(run, names);
  try {
    return await action();
  } finally {
    await settle(mark);
  }
}

/** What cannot be marked must not change: its readers would not learn of it. */
async function markNames(run: ActionRun, names: readonly string[]): Promise<Mark> {
  try {
    return await versionsOf(run.call.ctx).mark(names);
  } catch (error) {
    throw unavailable(run, error);
  }
}

/** The write is done; a mark that cannot be settled keeps its names without versions until it expires. */
async function settle(mark: Mark): Promise<void> {
  try {
    await mark.settle();
  } catch (error) {
    process.emitWarning(`A mark was left to expire, the version store cannot be asked: ${String(error)}`);
  }
}
