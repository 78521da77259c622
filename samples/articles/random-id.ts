import { randomBytes } from 'node:crypto';

/** Twelve hexadecimal digits. */
export function randomId(): string {
  return randomBytes(6).toString('hex');
}
