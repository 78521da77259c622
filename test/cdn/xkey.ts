import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ProxyProgram } from '../caches/caching-proxy';
import { describeWith } from '../programs';

const CONFIGURATION = readFileSync(join(__dirname, '..', '..', '..', 'samples', 'cdn', 'varnish.vcl'), 'utf8');

/** Debian keeps Varnish's modules here, in a folder for each architecture. */
const LIBRARIES = '/usr/lib';

/** `describe` for tests that need Varnish and its module xkey. Without them the tests are skipped and the title says why. */
export function describeWithXkey(title: string, tests: (path: string) => void): void {
  if (hasXkey()) describeWith('varnishd', title, tests);
  else describe.skip(`${title} (skipped: this machine has no varnish-modules)`, () => tests('varnishd'));
}

export function hasXkey(): boolean {
  if (!existsSync(LIBRARIES)) return false;
  return readdirSync(LIBRARIES).some((kind) =>
    existsSync(join(LIBRARIES, kind, 'varnish', 'vmods', 'libvmod_xkey.so')),
  );
}

/**
 * Varnish with the configuration of the sample and of docs/shared-caches.md.
 *
 * @param more - VCL to append
 */
export function varnishWithXkey(path: string, more = ''): ProxyProgram {
  return {
    path,
    arguments: ({ directory, configuration, port }) => [
      ...['-F', '-n', directory, '-a', `127.0.0.1:${port}`, '-f', configuration],
      // A small working directory, because it is usually in memory.
      ...['-s', 'malloc,32m', '-p', 'vsl_space=1m', '-p', 'thread_pools=1'],
      // No connection is closed from one side while the other sends a request: Node closes idle ones after 5 seconds.
      ...['-p', 'timeout_idle=600', '-p', 'backend_idle_timeout=3'],
    ],
    configuration: ({ origin }) => `${CONFIGURATION.replace('.port = "3000"', `.port = "${origin}"`)}${more}`,
  };
}
