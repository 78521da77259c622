import { Happenings } from '../happenings';

/** Where actions wait until a test lets them go on. */
export class Gate {
  /** Who has come in and gone out, in this order, as `a in` and `a out`. */
  readonly passed = new Happenings();
  readonly #inside = new Map<string, (error?: Error) => void>();

  async pass(name: string): Promise<void> {
    const opened = new Promise<void>((resolve, reject) => {
      this.#inside.set(name, (error) => (error === undefined ? resolve() : reject(error)));
    });
    this.passed.add(`${name} in`);
    try {
      await opened;
    } finally {
      this.passed.add(`${name} out`);
    }
  }

  /** Waits until somebody has come in. */
  entered(name: string): Promise<void> {
    return this.passed.until(`${name} in`);
  }

  hasEntered(name: string): boolean {
    return this.passed.count(`${name} in`) > 0;
  }

  /** Lets somebody go on who has come in, or fail. */
  open(name: string, error?: Error): void {
    const go = this.#inside.get(name);
    if (go === undefined) throw new Error(`${name} has not come in`);
    this.#inside.delete(name);
    go(error);
  }

  /** Waits until somebody has come in, and lets it go on. */
  async letThrough(...names: string[]): Promise<void> {
    for (const name of names) {
      await this.entered(name);
      this.open(name);
    }
  }

  reset(): void {
    this.passed.clear();
    this.#inside.clear();
  }
}
