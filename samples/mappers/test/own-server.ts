import { type ChildProcess, execFile, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, readdirSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

const run = promisify(execFile);

export interface ServerPlace {
  readonly folder: string;
  readonly port: number;
  /** Who runs the server. */
  readonly user: string;
}

/** How a kind of server is run. */
export interface ServerProgram {
  /** The command that makes its data, and the one that serves them. */
  readonly initialize: (place: ServerPlace) => readonly [program: string, ...args: string[]];
  readonly serve: (place: ServerPlace) => readonly [program: string, ...args: string[]];
  /** What its log says when it takes connections. */
  readonly ready: string;
  readonly url: (port: number) => string;
  /** Who runs it if the tests are run by root, and it refuses root. */
  readonly insteadOfRoot?: string;
}

/** A server of the tests' own, on a free port of the loopback interface, with its data in a temporary folder. */
export class OwnServer {
  private constructor(
    readonly url: string,
    readonly folder: string,
    readonly process: ChildProcess,
  ) {}

  /** Starts a server; `undefined` if its programs are not installed. */
  static async start({ initialize, serve, ready, url, insteadOfRoot }: ServerProgram): Promise<OwnServer | undefined> {
    const folder = await mkdtemp(join(tmpdir(), 'mappers-server-'));
    const { username } = userInfo();
    const user = username === 'root' && insteadOfRoot !== undefined ? insteadOfRoot : username;
    const place = { folder, user, port: await freePort() };
    const settings = {
      cwd: folder,
      env: { ...process.env, PATH },
      ...(user === username ? {} : handOver(folder, user)),
    };
    try {
      const [program, ...args] = initialize(place);
      await run(program, args, settings);
    } catch (error) {
      rmSync(folder, { recursive: true });
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const [program, ...args] = serve(place);
    const server = spawn(program, args, { ...settings, stdio: ['ignore', 'ignore', 'pipe'] });
    process.once('exit', () => server.kill('SIGKILL'));
    await says(server, ready);
    return new OwnServer(url(place.port), folder, server);
  }

  async stop(): Promise<void> {
    const exited = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await exited;
    rmSync(this.folder, { recursive: true });
  }
}

/** Debian keeps servers where the PATH of users does not lead. */
const PATH = [process.env.PATH, '/usr/sbin', ...versionsOfPostgres()].join(delimiter);

function versionsOfPostgres(): string[] {
  const folder = '/usr/lib/postgresql';
  return existsSync(folder) ? readdirSync(folder).map((version) => join(folder, version, 'bin')) : [];
}

/** Gives a folder to a user. */
function handOver(folder: string, user: string): { uid: number; gid: number } {
  const [uid, gid] = ['-u', '-g'].map((option) => Number(execFileSync('id', [option, user]))) as [number, number];
  chownSync(folder, uid, gid);
  return { uid, gid };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, 'close');
  return port;
}

/** Resolves when a server's log says something. */
async function says(server: ChildProcess, text: string): Promise<void> {
  const log: string[] = [];
  await new Promise<void>((resolve, reject) => {
    createInterface({ input: server.stderr as NodeJS.ReadableStream }).on('line', (line) => {
      log.push(line);
      if (line.includes(text)) resolve();
    });
    server.once('exit', (code) => reject(new Error(`A server has exited with ${code}:\n${log.join('\n')}`)));
  });
}
