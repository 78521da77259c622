import { randomUUID } from 'node:crypto';

/** Of 122 random bits, so that it is made only once. */
export function randomVersion(): string {
  return randomUUID().replaceAll('-', '');
}
