import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pinned } from './pinning';

/** The resources that a process has used since its start. */
export interface Usage {
  readonly requests: number;
  readonly cpuMicroseconds: number;
  readonly peakKilobytes: number;
}

const CORE = 0;

/**
 * The lists are created before anything else is loaded. Otherwise their place in memory differs between servers, and
 * `JSON.stringify` may take up to two thirds longer.
 */
const PRELOADED = join(__dirname, 'articles.js');

/** Node options for the servers, such as `--cpu-prof`, which shows where their time goes. */
const NODE_OPTIONS = ['--require', PRELOADED, ...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? [])];

const SERVERS = join(__dirname, '..', 'servers');

/** A server in its own process, pinned to a core. */
export class ServerProcess {
  private constructor(
    readonly name: string,
    readonly origin: string,
    readonly process: ChildProcess,
  ) {}

  /**
   * @param name - a file in `bench/servers` with its arguments
   * @throws Error if the process ends before it listens
   */
  static async start(name: string): Promise<ServerProcess> {
    const [file, ...options] = name.split(' ');
    const server = [join(SERVERS, `${file}.js`), ...options];
    const [program, args] = pinned(CORE, [process.execPath, ...NODE_OPTIONS, ...server]);
    const child = spawn(program, args, {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, NODE_ENV: 'production' },
    });
    return new ServerProcess(name, `http://127.0.0.1:${await answerOf(name, child)}`, child);
  }

  async usage(): Promise<Usage> {
    const answer = answerOf(this.name, this.process);
    this.process.send('usage');
    return (await answer) as Usage;
  }

  async stop(): Promise<void> {
    const exit = once(this.process, 'exit');
    this.process.disconnect();
    await exit;
  }
}

function answerOf(name: string, child: ChildProcess): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const fail = (reason: unknown) => reject(new Error(`the server ${name} has ended: ${String(reason)}`));
    child.once('error', fail).once('exit', fail);
    child.once('message', (answer) => {
      child.off('error', fail).off('exit', fail);
      resolve(answer);
    });
  });
}
