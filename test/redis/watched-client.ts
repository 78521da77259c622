import type { NodeRedisClient } from 'routing-controllers-etag/redis';
import { Happenings } from '../happenings';

type Options = { keys: string[]; arguments: string[] };

/** A client that tells what goes through it, and that a test can cut off or keep waiting. */
export class WatchedClient implements NodeRedisClient {
  /** `answered` for each question, `held` for one that is kept back. */
  readonly happenings = new Happenings();
  connected = true;
  #held: Promise<void> | undefined;

  constructor(readonly client: NodeRedisClient) {}

  get isReady(): boolean {
    return this.connected && this.client.isReady !== false;
  }

  evalSha(sha1: string, options: Options): Promise<unknown> {
    return this.#watch(() => this.client.evalSha(sha1, options));
  }

  eval(script: string, options: Options): Promise<unknown> {
    return this.#watch(() => this.client.eval(script, options));
  }

  async #watch(command: () => Promise<unknown>): Promise<unknown> {
    const held = this.#held;
    this.#held = undefined;
    if (held !== undefined) {
      this.happenings.add('held');
      await held;
    }
    const [answer] = await Promise.allSettled([command()]);
    // The same question comes once more then, with the text of its script.
    if (!isUnknownScript(answer)) this.happenings.add('answered');
    if (answer.status === 'rejected') throw answer.reason;
    return answer.value;
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

function isUnknownScript(answer: PromiseSettledResult<unknown>): boolean {
  return answer.status === 'rejected' && String(answer.reason).includes('NOSCRIPT');
}
