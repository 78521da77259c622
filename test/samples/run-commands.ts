import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

/** What a sample says of the commands that it prints, and what comes of them: each as `304: the comment`. */
export interface Commands {
  readonly printed: readonly string[];
  readonly answered: readonly string[];
}

/** Runs the `curl` commands that a sample has printed, in their order. */
export async function runCommands(output: string): Promise<Commands> {
  const printed = [];
  const answered = [];
  for (const [, status, comment, command] of output.matchAll(/^# (\d{3}): (.+)\n(curl .+)$/gm)) {
    const { stdout } = await promisify(execFile)('sh', ['-c', `${command} -sS`]);
    printed.push(`${status}: ${comment}`);
    answered.push(`${stdout.match(/^HTTP\/1\.1 (\d{3})/)?.[1]}: ${comment}`);
  }
  return { printed, answered };
}
