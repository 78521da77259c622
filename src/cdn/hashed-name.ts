import { hash } from 'node:crypto';

/** How many hexadecimal digits a hashed name has: 64 bits. Two names that share a hash cost a purge too much, and nothing else. */
const DIGITS = 16;

/**
 * A name as shared caches see it: it shows no id, and its small letters and digits fit every vendor's alphabet and length, also where
 * case does not count.
 */
export function hashedName(name: string): string {
  return hash('sha256', name, 'hex').slice(0, DIGITS);
}
