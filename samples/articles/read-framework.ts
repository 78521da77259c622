import type { Framework } from './application';

/** Reads what the program was started with: Koa, or Express with `--express`. */
export function readFramework(args: readonly string[]): Framework {
  if (args.length === 0) return 'koa';
  if (args.length === 1 && args[0] === '--express') return 'express';
  throw new Error(`${args.join(' ')}: the one thing to say is --express; without it the sample runs on Koa`);
}
