import type { Decision } from '../http/preconditions';

/** The sentence for a client whose precondition failed: what is wrong, and what to do. */
export function describeRefusal(decision: Decision): string {
  return `${decision.field} failed`;
}
