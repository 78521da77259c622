import type { Guard } from 'routing-controllers-etag';
import { Happenings } from '../happenings';

/** A guard that tells what is asked of it. */
export class WatchedGuard implements Guard {
  /** `asked` when a request has joined those that wait, `left` when its client has left, `done` when it is over. */
  readonly happenings = new Happenings();
  readonly keys: string[] = [];

  constructor(readonly guard: Guard) {}

  async run<T>(key: string, task: () => Promise<T>, clientLeft: AbortSignal): Promise<T> {
    this.keys.push(key);
    clientLeft.addEventListener('abort', () => this.happenings.add('left'));
    const running = this.guard.run(key, task, clientLeft);
    this.happenings.add('asked');
    try {
      return await running;
    } finally {
      this.happenings.add('done');
    }
  }

  /** Waits until so many requests have asked for their turn. */
  asked(times: number): Promise<void> {
    return this.happenings.until('asked', times);
  }

  reset(): void {
    this.happenings.clear();
    this.keys.length = 0;
  }
}
