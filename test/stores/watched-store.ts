import type { Mark, VersionStore } from 'routing-controllers-etag';
import { Happenings } from '../happenings';

/** A store that tells what is asked of it, and that a test can let fail or keep waiting. */
export class WatchedStore implements VersionStore {
  /** `read`, `mark a b`, `settling`, `settled`. */
  readonly happenings = new Happenings();
  /** What is thrown instead of doing the one or the other. */
  readonly failures: { read?: Error | undefined; mark?: Error | undefined; settle?: Error | undefined } = {};
  /** What settling waits for. */
  held: Promise<void> = Promise.resolve();

  constructor(readonly store: () => VersionStore) {}

  async versionsOf(names: readonly string[]): Promise<readonly string[] | undefined> {
    if (this.failures.read) throw this.failures.read;
    this.happenings.add('read');
    return this.store().versionsOf(names);
  }

  async touch(...names: string[]): Promise<void> {
    await this.store().touch(...names);
  }

  async mark(names: readonly string[]): Promise<Mark> {
    if (this.failures.mark) throw this.failures.mark;
    const mark = await this.store().mark(names);
    this.happenings.add(`mark ${names.join(' ')}`);
    return { next: mark.next, settle: () => this.#settle(mark) };
  }

  async #settle(mark: Mark): Promise<void> {
    this.happenings.add('settling');
    await this.held;
    if (this.failures.settle) throw this.failures.settle;
    await mark.settle();
    this.happenings.add('settled');
  }

  reset(): void {
    this.happenings.clear();
    this.held = Promise.resolve();
    for (const each of ['read', 'mark', 'settle'] as const) this.failures[each] = undefined;
  }
}
