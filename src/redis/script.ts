import { hash } from 'node:crypto';

/** A Lua script, and the name by which Redis knows one that it has run before. */
export class Script {
  readonly sha1: string;

  constructor(readonly text: string) {
    this.sha1 = hash('sha1', text);
  }
}

/** Whether Redis has answered that it does not know the script by its name. */
export function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}
