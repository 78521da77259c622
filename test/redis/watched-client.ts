import type { RedisClient } from 'routing-controllers-etag/redis';
import { Happenings } from '../happenings';

/** A client that tells what goes through it, and that a test can cut off or keep waiting. */
export class WatchedClient implements RedisClient {
  /** `sent` and `answered` for each command. */
  readonly happenings = new Happenings();
  connected = true;
  #held: Promise<void> | undefined;

  constructor(readonly client: RedisClient) {}

  get isReady(): boolean {
    return this.connected && this.client.isReady !== false;
  }

  async eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown> {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) {
      this.happenings.add('held');
      await held;
    }
    this.happenings.add('sent');
    try {
      return await this.client.eval(script, options);
    } finally {
      this.happenings.add('answered');
    }
  }

  /** Keeps the next command back until the function is called that this returns. */
  holdNext(): () => void {
    let release = () => {};
    this.#held = new Promise((resolve) => {
      release = resolve;
    });
    return release;
  }

  /** Waits until so many commands have been answered. */
  answered(times: number): Promise<void> {
    return this.happenings.until('answered', times);
  }
}
