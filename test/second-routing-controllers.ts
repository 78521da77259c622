import { cpSync, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { TemporaryDirectory } from './koa/temporary-directory';

/**
 * Installs a copy of routing-controllers of its own, as a workspace that pins another version has it; all that it needs is the
 * same as ours.
 */
export function installSecondRoutingControllers(): {
  readonly copy: typeof import('routing-controllers');
  remove(): void;
} {
  const ours = join(dirname(require.resolve('routing-controllers/package.json')), '..');
  const directory = new TemporaryDirectory();
  const installed = join(directory.path, 'node_modules');
  mkdirSync(installed);
  for (const name of readdirSync(ours)) {
    if (name === 'routing-controllers') cpSync(join(ours, name), join(installed, name), { recursive: true });
    else symlinkSync(join(ours, name), join(installed, name));
  }
  return { copy: require(join(installed, 'routing-controllers')), remove: () => directory.remove() };
}
