import type { Guard, Turn } from 'routing-controllers-etag';
import { Happenings } from '../happenings';

/** A guard that tells what is asked of it. */
export class WatchedGuard implements Guard {
  /** `asked` when a request has joined those that wait, `left` when its client has left, `done` when it is over. */
  readonly happenings = new Happenings();
  readonly keys: string[] = [];

  constructor(readonly guard: Guard) {}

  async take(keys: readonly string[], clientLeft: AbortSignal): Promise<Turn> {
    this.keys.push(...keys);
    clientLeft.addEventListener('abort', () => this.happenings.add('left'));
    const taking = Promise.resolve(this.guard.take(keys, clientLeft));
    this.happenings.add('asked');
    try {
      return this.#watched(await taking);
    } catch (error) {
      this.happenings.add('done');
      throw error;
    }
  }

  #watched(turn: Turn): Turn {
    return {
      lost: turn.lost,
      end: async () => {
        await turn.end();
        this.happenings.add('done');
      },
    };
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
