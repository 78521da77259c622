import { TRY_AGAIN } from '../../application/turn-of-write';
import { tell } from '../../stores/events';
import type { Mark } from '../../stores/version-store';
import { refusal } from '../errors';
import type { ActionRun } from './action-run';

/** Marks the names that `@Touches` says the action changes, until its write has ended. */
export async function markTouchedNames(run: ActionRun): Promise<void> {
  const { touches } = run.plan;
  if (touches === undefined) return;
  const names = await touches.names(run.controller, run.args);
  const mark = await markNames(run, names);
  run.touched = new Map(names.map((name, index) => [name, mark.next[index] as string]));
  await run.request.end.add(() => settle(mark));
}

/** What cannot be marked must not change: its readers would not learn of it. */
async function markNames({ request }: ActionRun, names: readonly string[]): Promise<Mark> {
  try {
    return await request.versions.mark(names);
  } catch (error) {
    tell({ code: 'ETAG_STORE_AWAY', cause: error });
    throw refusal(503, TRY_AGAIN);
  }
}

/** The write is done; a mark that cannot be settled keeps its names without versions until it expires. */
async function settle(mark: Mark): Promise<void> {
  try {
    await mark.settle();
  } catch (error) {
    tell({ code: 'ETAG_MARK_LEFT', cause: error });
  }
}
