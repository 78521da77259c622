import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** A sample, running as its users run it: compiled, in a process of its own. */
export class SampleProcess {
  stdout = '';
  stderr = '';
  readonly #child: ChildProcess;
  readonly #exit: Promise<unknown[]>;

  /**
   * @param environment - added to that of the tests; port 0 unless it says otherwise
   * @param args - what it is started with
   */
  constructor(sample: string, environment: Record<string, string> = {}, args: readonly string[] = []) {
    const main = join(__dirname, '../../samples', sample, 'main.js');
    const env = { ...process.env, PORT: '0', ...environment };
    this.#child = spawn(process.execPath, [main, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#exit = once(this.#child, 'close');
    this.#child.stdout?.setEncoding('utf8').on('data', (text) => {
      this.stdout += text;
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text) => {
      this.stderr += text;
    });
  }

  /** Waits until it has said that it is ready. */
  ready(): Promise<void> {
    return this.prints('Ctrl+C');
  }

  /** Where it listens. */
  get url(): string {
    const [url] = this.stdout.match(/http:\/\/127\.0\.0\.1:\d+/) ?? [];
    if (url === undefined) throw new Error(`The sample has printed no address: ${this.stdout}`);
    return url;
  }

  /** Waits for a text on the standard output. */
  async prints(text: string): Promise<void> {
    const exit = this.#exit.then(() => {
      if (!this.stdout.includes(text)) throw new Error(`The sample has stopped: ${this.stderr || this.stdout}`);
    });
    while (!this.stdout.includes(text)) await Promise.race([once(this.#child.stdout as object as never, 'data'), exit]);
  }

  signal(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }

  /** Waits for its end; its exit code, or `null` if a signal has killed it. */
  async exitCode(): Promise<number | null> {
    const [code] = await this.#exit;
    return code as number | null;
  }

  /** Stops it as a supervisor does. */
  async stop(): Promise<number | null> {
    this.signal('SIGTERM');
    return this.exitCode();
  }
}
