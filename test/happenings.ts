/** What has happened, in its order, and a way to wait for it. */
export class Happenings {
  readonly list: string[] = [];
  readonly #listeners = new Set<() => void>();

  add(what: string): void {
    this.list.push(what);
    for (const listener of [...this.#listeners]) listener();
  }

  /** Waits until something has happened, so many times. */
  until(what: string, times = 1): Promise<void> {
    return new Promise((resolve) => {
      const look = () => {
        if (this.count(what) < times) return;
        this.#listeners.delete(look);
        resolve();
      };
      this.#listeners.add(look);
      look();
    });
  }

  count(what: string): number {
    return this.list.filter((each) => each === what).length;
  }

  clear(): void {
    this.list.length = 0;
  }
}
