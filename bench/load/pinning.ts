import { spawnSync } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Whether processes can be kept on one core each, so that a server and its load do not take each other's time. */
export const canPin = availableParallelism() > 1 && spawnSync('taskset', ['-V']).status === 0;

/** The command line that runs a command on one core, where that can be done. */
export function pinned(core: number, command: readonly string[]): [string, string[]] {
  const [program, ...args] = canPin ? ['taskset', '-c', String(core), ...command] : command;
  return [program as string, args];
}
