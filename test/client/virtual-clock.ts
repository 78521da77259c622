interface Sleeper {
  readonly until: number;
  readonly wake: () => void;
}

/**
 * A clock for programs that wait for each other. Nobody really waits: when fewer than some are at work, the one is woken
 * whose time comes first.
 */
export class VirtualClock {
  #now = 0;
  #atWork: number;
  readonly #sleepers: Sleeper[] = [];

  /**
   * @param programs - how many programs there are
   * @param together - how many are at work at the same time, once they have begun to wait
   */
  constructor(
    programs: number,
    readonly together: number,
  ) {
    this.#atWork = programs;
  }

  sleep(milliseconds: number): Promise<void> {
    return new Promise((wake) => {
      this.#sleepers.push({ until: this.#now + milliseconds, wake });
      this.leave();
    });
  }

  /** To be called by a program that has ended. */
  leave(): void {
    this.#atWork--;
    this.#sleepers.sort((one, other) => one.until - other.until);
    while (this.#atWork < this.together) {
      const next = this.#sleepers.shift();
      if (next === undefined) return;
      this.#atWork++;
      this.#now = Math.max(this.#now, next.until);
      next.wake();
    }
  }
}
