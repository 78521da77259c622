import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { canPin, pinned } from './pinning';

/**
 * Keeps a core busy with a process of the lowest priority while a task runs, because waking an idle core costs the
 * process that sends it work.
 */
export async function withBusyCore<T>(core: number, task: () => Promise<T>): Promise<T> {
  if (!canPin) return task();
  const [program, args] = pinned(core, ['nice', '-n', '19', process.execPath, join(__dirname, 'busy-wait.js')]);
  const child = spawn(program, args, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  await once(child, 'spawn');
  try {
    return await task();
  } finally {
    const exit = once(child, 'exit');
    child.disconnect();
    await exit;
  }
}
