import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Happenings } from '../happenings';

/** One process that serves articles, protected as their names say. */
export class ArticleProcess {
  readonly #happenings = new Happenings();

  private constructor(
    readonly child: ChildProcess,
    readonly port: number,
  ) {
    child.on('message', (message) => message === 'held' && this.#happenings.add('held'));
  }

  static async start(environment: Record<string, string>): Promise<ArticleProcess> {
    const child = fork(join(__dirname, 'article-server.js'), { env: { ...process.env, ...environment } });
    const exit = once(child, 'exit').then(([code]) => {
      throw new Error(`the server of articles has ended with ${code}`);
    });
    exit.catch(() => {});
    const [{ port }] = await Promise.race([once(child, 'message'), exit]);
    return new ArticleProcess(child, port);
  }

  /** Waits until so many updates are held: they have passed the check of their precondition, and have not written. */
  held(times: number): Promise<void> {
    return this.#happenings.until('held', times);
  }

  /** Lets the updates go on that are held. */
  letGo(): void {
    this.child.send('go on');
  }

  /** How many keys the guard within the process keeps. */
  async keys(): Promise<number> {
    const answer = once(this.child, 'message');
    this.child.send('keys');
    const [{ keys }] = await answer;
    return keys;
  }

  async kill(): Promise<void> {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const exit = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await exit;
  }
}
