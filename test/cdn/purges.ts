import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import type { PurgeEvent } from 'routing-controllers-etag/cdn';
import { Happenings } from '../happenings';

/** A shared cache's purge that notes what it is called with, and that a test can let fail or keep waiting. */
export class Purges {
  /** `purge a b` when it is called, `purged a b` when it has ended. */
  readonly happenings = new Happenings();
  /** What each call waits for. */
  held: Promise<void> = Promise.resolve();
  /** How many calls fail from now on. */
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

  /** Keeps the calls waiting from now on; what it returns lets them go. */
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

/** The events of purges that come while a behaviour is tested. */
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
