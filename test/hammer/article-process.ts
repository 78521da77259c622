import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { Happenings } from '../happenings';

/** One process that serves articles, protected as their names say. */
export class ArticleProcess {
  /** `asked guard-1` when an update asks for its turn, `held guard-1` when it has passed its check and is held. */
  readonly happenings = new Happenings();

  private constructor(
    readonly child: ChildProcess,
    readonly port: number,
  ) {
    child.on('message', (message) => typeof message === 'string' && this.happenings.add(message));
  }

  /** @param server - the file that serves them */
  static async start(environment: Record<string, string>, server = 'article-server.js'): Promise<ArticleProcess> {
    const child = fork(join(__dirname, server), { env: { ...process.env, ...environment } });
    const exit = once(child, 'exit').then(([code]) => {
      throw new Error(`the server of articles has ended with ${code}`);
    });
    exit.catch(() => {});
    const [{ port }] = await Promise.race([once(child, 'message'), exit]);
    return new ArticleProcess(child, port);
  }

  /** Lets the updates of an article go on that are held, and holds no more of them. */
  letGo(name: string): void {
    this.child.send({ letGo: name });
  }

  /** How many keys the guard within the process keeps. */
  async keys(): Promise<number> {
    const answer = once(this.child, 'message');
    this.child.send({});
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
