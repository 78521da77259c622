import { hash } from 'node:crypto';

/** A Lua script with its SHA-1, by which Redis knows a script that it has run before. */
export class Script {
  readonly sha1: string;

  constructor(readonly text: string) {
    this.sha1 = hash('sha1', text);
  }
}

/** Whether Redis does not know the script by its SHA-1. */
export function isUnknownScript(error: unknown): boolean {
  return error instanceof Error && error.message.startsWith('NOSCRIPT');
}
