import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../samples/cluster/free-port';

/** How a server keeps its data when it is killed: not at all, all of it, or as it was at the last `SAVE`. */
export type Persistence = 'none' | 'every-write' | 'snapshots';

const PERSISTENCE: Readonly<Record<Persistence, readonly string[]>> = {
  none: ['--save', '', '--appendonly', 'no'],
  'every-write': ['--save', '', '--appendonly', 'yes', '--appendfsync', 'always'],
  snapshots: ['--save', '86400 1000000', '--appendonly', 'no'],
};

/** A Redis of the tests' own, on a free port of the loopback interface. */
export class RedisServer {
  readonly #directory = mkdtempSync(join(tmpdir(), 'redis-'));
  readonly #killAtExit = () => this.#child?.kill('SIGKILL');
  #child: ChildProcess | undefined;

  private constructor(
    readonly port: number,
    readonly persistence: Persistence,
    readonly options: readonly string[],
  ) {
    process.once('exit', this.#killAtExit);
  }

  /** Whether the program is installed. */
  static isInstalled(): boolean {
    return spawnSync('redis-server', ['--version']).status === 0;
  }

  /** @param options - more of the command line */
  static async start(persistence: Persistence = 'none', ...options: string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), persistence, options);
    await server.start();
    return server;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}`;
  }

  /** Starts the server again after {@link kill}. */
  async start(): Promise<void> {
    const place = ['--port', String(this.port), '--bind', '127.0.0.1', '--dir', this.#directory];
    const child = spawn('redis-server', [...place, ...PERSISTENCE[this.persistence], ...this.options], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    this.#child = child;
    let log = '';
    const ready = new Promise<void>((resolve) => {
      child.stdout.setEncoding('utf8').on('data', (text) => {
        log += text;
        if (log.includes('Ready to accept connections')) resolve();
      });
    });
    const exit = once(child, 'exit').then(([code]) => {
      throw new Error(`redis-server has exited with ${code}: ${log}`);
    });
    exit.catch(() => {});
    await Promise.race([ready, exit]);
  }

  /** Ends the server at once, as a crash does. */
  async kill(): Promise<void> {
    const child = this.#child;
    if (child === undefined) return;
    this.#child = undefined;
    const exit = once(child, 'exit');
    child.kill('SIGKILL');
    await exit;
  }

  /** Lets the server stand still: it takes connections and commands, and answers nothing. */
  pause(): void {
    this.#child?.kill('SIGSTOP');
  }

  resume(): void {
    this.#child?.kill('SIGCONT');
  }

  /** Lets a server that was killed start without its data. */
  forget(): void {
    rmSync(this.#directory, { recursive: true });
    mkdirSync(this.#directory);
  }

  /** Ends the server and forgets its data. */
  async remove(): Promise<void> {
    await this.kill();
    process.removeListener('exit', this.#killAtExit);
    rmSync(this.#directory, { recursive: true, force: true });
  }
}
