import { traced, versionQuestions } from '../../application/tracing';
import { TRY_AGAIN } from '../../application/turn-of-write';
import { isWrite } from '../../http/methods';
import { tell } from '../../stores/events';
import type { Mark } from '../../stores/version-store';
import { refusal } from '../errors';
import type { ActionRun } from './action-run';
import { addField } from './shared-storing';

/** Marks the names of `@Touches` until the write has ended. */
export async function markTouchedNames(run: ActionRun): Promise<void> {
  const { touches } = run.plan;
  if (touches === undefined) return;
  const names = await touches.names(run.controller, run.args);
  const mark = await markNames(run, names);
  run.check.observer?.touched(names);
  run.touched = new Map(names.map((name, index) => [name, mark.next[index] as string]));
  await run.request.end.add(() => settle(mark, names));
  await invalidate(run, names);
}

/**
 * Removes the responses with these names from shared caches, also if the write fails: by a field of its response (RFC
 * 9875, section 3), and by the application's purge after the marks are settled and the turn is given up.
 */
async function invalidate({ request, exchange }: ActionRun, names: readonly string[]): Promise<void> {
  const { sharedCache, end } = request;
  if (sharedCache === undefined) return;
  const field = isWrite(exchange.method) ? sharedCache.invalidation(names) : undefined;
  if (field !== undefined) exchange.lastBeforeHead(() => addField(exchange, field));
  if (sharedCache.wait !== undefined) end.holdResponse(sharedCache.wait);
  await end.addLast(() => sharedCache.purge(names));
}

/** Refuses the write if its names cannot be marked, because readers would keep the old tag. */
async function markNames({ request, check }: ActionRun, names: readonly string[]): Promise<Mark> {
  try {
    const change = () => request.versions.mark(names);
    return await traced(versionQuestions, () => ({ operation: 'mark', names }), change);
  } catch (error) {
    tell({ code: 'ETAG_STORE_AWAY', cause: error });
    check.observer?.refusedFor('store-away');
    throw refusal(503, TRY_AGAIN);
  }
}

/** If a mark cannot be settled, the write still succeeds, and its names have no version until the mark expires. */
async function settle(mark: Mark, names: readonly string[]): Promise<void> {
  try {
    await traced(
      versionQuestions,
      () => ({ operation: 'settle', names }),
      () => mark.settle(),
    );
  } catch (error) {
    tell({ code: 'ETAG_MARK_LEFT', cause: error });
  }
}
