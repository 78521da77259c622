import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import type { Example } from './examples';

const run = promisify(execFile);

/** Fields that change from one answer to the next, or belong to the framework alone. */
const LEFT_OUT = /^(?:Date|Connection|Keep-Alive|X-Powered-By): /;

/** The address that the documents print: a server on the reader's own machine. */
export const READER = 'localhost:3000';

/** A command as a document prints it, with its answer. */
export interface Exchange {
  readonly command: string;
  readonly answer: string;
}

/** The commands of a terminal session, each with what it printed. */
export function exchangesIn({ code }: Example): Exchange[] {
  return code
    .split(/^\$ /m)
    .slice(1)
    .map((text) => {
      const [, command = ''] = /^((?:.*\\\n)*.*)/.exec(text) ?? [];
      return { command, answer: text.slice(command.length).trim() };
    });
}

/** Runs a printed `curl` command against a server on another port, and returns what it prints. */
export async function curl(command: string, port: string): Promise<string> {
  const script = command.replaceAll(READER, `127.0.0.1:${port}`).replace(/^curl /, 'curl -s ');
  const { stdout } = await run('sh', ['-c', script]);
  return stdout
    .replaceAll('\r', '')
    .split('\n')
    .filter((line) => !LEFT_OUT.test(line))
    .join('\n')
    .trimEnd();
}
