/** Does something again and again, so that it does not expire while this process lives. */
export class Renewal {
  readonly #timer: NodeJS.Timeout;
  #underway: Promise<unknown> | undefined;

  /** @param period - in milliseconds; a renewal that fails is made up for by the next one */
  constructor(renew: () => Promise<unknown>, period: number) {
    this.#timer = setInterval(() => {
      this.#underway = renew().catch(() => {});
    }, period).unref();
  }

  /** Waits for the renewal that is under way, so that it does not come after what follows. */
  async stop(): Promise<void> {
    clearInterval(this.#timer);
    await this.#underway;
  }
}
