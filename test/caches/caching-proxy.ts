import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort } from '../../samples/cluster/free-port';

/** How a caching proxy is started. */
export interface ProxyProgram {
  readonly path: string;
  /** Its configuration, for an origin on the loopback interface. */
  configuration(ports: { readonly port: number; readonly origin: number }): string;
  /** Its arguments. It stays in the foreground, and keeps everything in the directory. */
  arguments(where: { readonly directory: string; readonly configuration: string; readonly port: number }): string[];
}

/** A caching proxy in front of an origin, with a port and a directory of its own. */
export class CachingProxy {
  port = 0;
  #output = '';
  #child: ChildProcess | undefined;
  #exit: Promise<unknown[]> | undefined;
  readonly #directory = mkdtempSync(join(tmpdir(), 'proxy-'));

  constructor(readonly program: ProxyProgram) {}

  /** Starts it, and waits until it accepts connections. */
  async start(origin: number): Promise<void> {
    const { program } = this;
    const directory = this.#directory;
    // Its workers may run as another user.
    chmodSync(directory, 0o755);
    this.port = await freePort();
    const configuration = join(directory, 'configuration');
    writeFileSync(configuration, program.configuration({ port: this.port, origin }));
    const child = spawn(program.path, program.arguments({ directory, configuration, port: this.port }), {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#child = child;
    this.#exit = once(child, 'close');
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text) => {
        this.#output += text;
      });
    }
    while (!(await accepts(this.port))) {
      if (child.exitCode !== null) throw new Error(`${program.path} has stopped: ${this.#output}`);
    }
  }

  /** Stops it, and removes its directory. */
  async stop(): Promise<void> {
    this.#child?.kill('SIGTERM');
    await this.#exit;
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => setImmediate(resolve, false));
  });
}
