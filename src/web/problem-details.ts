import type { RefusalStatus } from './http-exchange';
import type { Refusal } from './refusal';

/** The media type of {@link ProblemDetails} (RFC 9457, section 3). */
export const PROBLEM_TYPE = 'application/problem+json';

/** The body of a refusal (RFC 9457, section 3.1). */
export interface ProblemDetails {
  /** The status alone identifies the problem (RFC 9457, section 4.2.1). */
  readonly type: 'about:blank';
  readonly title: string;
  readonly status: RefusalStatus;
  /** What is wrong, and what to do. */
  readonly detail: string;
}

const TITLES: Readonly<Record<RefusalStatus, string>> = {
  412: 'Precondition Failed',
  428: 'Precondition Required',
  503: 'Service Unavailable',
};

/** The body of a refusal as JSON. */
export function problemText({ status, message }: Refusal): string {
  const problem: ProblemDetails = { type: 'about:blank', title: TITLES[status], status, detail: message };
  return JSON.stringify(problem);
}
