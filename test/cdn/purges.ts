import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { PurgeEvent } from 'routing-controllers-etag/cdn';
import { Happenings } from '../happenings';

/** A `purge` that records its calls. A test can make it fail or wait. */
export class Purges {
  /** `purge a b` at the start of a call, `purged a b` at its end. */
  readonly happenings = new Happenings();
  /** Each call waits for it. */
  held: Promise<void> = Promise.resolve();
  /** How many of the next calls fail. */
  failing = 0;

  readonly purge = async (tags: string[]): Promise<void> => {
    this.happenings.add(`purge ${tags.join(' ')}`);
    if (this.failing > 0) {
      this.failing--;
      throw new Error('the cache is down', { cause: new Error('ECONNREFUSED') });
    }
    await this.held;
    this.happenings.add(`purged ${tags.join(' ')}`);
  };

  get list(): readonly string[] {
    return this.happenings.list;
  }

  /** Makes the calls wait from now on. The returned function lets them go. */
  hold(): () => void {
    let letGo = () => {};
    this.held = new Promise((resolve) => {
      letGo = resolve;
    });
    return letGo;
  }

  reset(): void {
    this.happenings.clear();
    this.held = Promise.resolve();
    this.failing = 0;
  }
}

/** Collects the events of purges while a test runs. */
export function purgeEvents(): PurgeEvent[] {
  const events: PurgeEvent[] = [];
  const listener = (message: unknown) => void events.push(message as PurgeEvent);
  before(() => subscribe('routing-controllers-etag.purge', listener));
  beforeEach(() => {
    events.length = 0;
  });
  after(() => unsubscribe('routing-controllers-etag.purge', listener));
  return events;
}
