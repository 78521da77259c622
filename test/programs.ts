import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

/** Debian keeps servers where the PATH of users does not lead. */
const DIRECTORIES = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/usr/local/sbin'];

/** Describes what needs a program of the machine. Without it the tests are shown as skipped, and the title says why. */
export function describeWith(program: string, title: string, tests: (path: string) => void): void {
  const path = findProgram(program);
  if (path === undefined) describe.skip(`${title} (skipped: this machine has no ${program})`, () => tests(program));
  else describe(title, () => tests(path));
}

export function findProgram(name: string): string | undefined {
  return DIRECTORIES.map((directory) => join(directory, name)).find(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
