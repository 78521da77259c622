import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

/** Installs Varnish on Debian. */
export const HOW_TO_INSTALL = 'apt-get install varnish varnish-modules';

/** The compiled sample is in another folder than its configuration. */
const CONFIGURATION = join(__dirname, '..', '..', '..', 'samples', 'cdn', 'varnish.vcl');

/** On Debian, servers are in folders that are not in the PATH of users. */
const DIRECTORIES = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

const LIBRARIES = '/usr/lib';

/** Finds the varnishd of `VARNISHD`, or else the installed one if it has its module xkey. */
export function findVarnish(): string | undefined {
  const { VARNISHD: named } = process.env;
  if (named !== undefined) return existsSync(named) ? named : undefined;
  const hasXkey =
    existsSync(LIBRARIES) &&
    readdirSync(LIBRARIES).some((kind) => existsSync(join(LIBRARIES, kind, 'varnish', 'vmods', 'libvmod_xkey.so')));
  return hasXkey ? DIRECTORIES.map((each) => join(each, 'varnishd')).find((path) => existsSync(path)) : undefined;
}

export interface Varnish {
  close(): Promise<void>;
}

/** Starts Varnish in front of a server on this machine. All its files are in the directory. */
export async function startVarnish(
  path: string,
  { directory, port, origin }: { readonly directory: string; readonly port: number; readonly origin: string },
): Promise<Varnish> {
  const configuration = join(directory, 'varnish.vcl');
  writeFileSync(
    configuration,
    readFileSync(CONFIGURATION, 'utf8').replace('.port = "3000"', `.port = "${new URL(origin).port}"`),
  );
  const place = ['-n', join(directory, 'varnish'), '-a', `127.0.0.1:${port}`, '-f', configuration];
  const memory = ['-s', 'malloc,32m', '-p', 'vsl_space=1m', '-p', 'thread_pools=1'];
  // Node closes idle connections after 5 seconds. Varnish must be faster, or it sends a request to a closed one.
  const server = spawn(path, ['-F', ...place, ...memory, '-p', 'backend_idle_timeout=3'], {
    stdio: ['ignore', 'pipe', 'pipe'],
    // Ctrl+C must only reach this program, which then stops Varnish.
    detached: true,
  });
  await ready(server, port);
  return {
    async close() {
      if (server.exitCode !== null || server.signalCode !== null) return;
      const exit = once(server, 'exit');
      server.kill();
      await exit;
    },
  };
}

async function ready(server: ChildProcess, port: number): Promise<void> {
  let log = '';
  for (const stream of [server.stdout, server.stderr]) {
    stream?.setEncoding('utf8').on('data', (text) => {
      log += text;
    });
  }
  while (!(await accepts(port))) {
    if (server.exitCode !== null) throw new Error(`varnishd has not started: ${log.trim()}`);
    await pause(20);
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host: '127.0.0.1' });
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
