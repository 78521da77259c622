/**
 * Lets one conditional write at a time check its precondition and run, for each resource. Between the check of a write and
 * its effect no other write then passes the same check.
 */
export interface Guard {
  /**
   * Runs a task while no other task with the same key runs.
   *
   * @param clientLeft aborts the wait of a request whose client has gone; a task that has begun is not disturbed
   * @throws GuardUnavailableError if the turn does not come in time, or nobody can tell whose turn it is; the task has
   *   not run then
   */
  run<T>(key: string, task: () => Promise<T>, clientLeft: AbortSignal): Promise<T>;
}

/** The guard cannot give a write its turn now; it was not run. */
export class GuardUnavailableError extends Error {
  override readonly name = 'GuardUnavailableError';
}
