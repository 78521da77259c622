import type { ActionRun } from './action-run';

/** Adds the decorator and the action to the error of an illegal value. */
export function legal<T>(decorator: string, { plan }: ActionRun, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new TypeError(`${decorator} on ${plan.action}: ${(error as Error).message}`, { cause: error });
  }
}
