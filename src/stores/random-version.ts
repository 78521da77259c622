import { randomUUID } from 'node:crypto';

/** A version of 122 random bits: it never repeats. */
export function randomVersion(): string {
  return randomUUID().replaceAll('-', '');
}
