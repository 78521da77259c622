import type { ActionRun } from './action-run';

/** Lets an illegal value say where it comes from. */
export function legal<T>(decorator: string, { plan }: ActionRun, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new TypeError(`${decorator} on ${plan.action}: ${(error as Error).message}`, { cause: error });
  }
}
