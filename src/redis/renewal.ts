/** Repeats a renewal every `period` milliseconds until stopped. */
export class Renewal {
  readonly #timer: NodeJS.Timeout;
  #underway: Promise<unknown> | undefined;

  /**
   * @param renew - may fail, because the next call makes up for it
   * @param period - in milliseconds
   */
  constructor(renew: () => Promise<unknown>, period: number) {
    this.#timer = setInterval(() => {
      this.#underway = renew().catch(() => {});
    }, period).unref();
  }

  /** Stops, and waits for a renewal in progress, so that it cannot take effect later. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underway;
  }
}
