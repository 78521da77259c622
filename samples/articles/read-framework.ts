import type { Framework } from './application';

/** Reads the framework from the arguments: Koa, or Express with `--express`. */
export function readFramework(args: readonly string[]): Framework {
  if (args.length === 0) return 'koa';
  if (args.length === 1 && args[0] === '--express') return 'express';
  throw new Error(`unknown arguments: ${args.join(' ')}. Use --express, or no argument for Koa`);
}
