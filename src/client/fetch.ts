/**
 * The settings that a resource passes to its `fetch`: a part of the standard `RequestInit`, and two settings that only
 * ky reads.
 */
export interface RequestSettings {
  readonly method: string;
  /** A plain object, so that a wrapper can spread it. */
  readonly headers: Record<string, string>;
  readonly body?: string;
  /** Reads are always revalidated: a browser's cache may hold an outdated value that is still fresh. */
  readonly cache?: 'no-cache';
  readonly signal?: AbortSignal;
  /** For ky: an automatic retry could get a 412 for a change that the first attempt has made. */
  readonly retry: 0;
  /** For ky: a 412 is an ordinary response. */
  readonly throwHttpErrors: false;
}

/**
 * A function that sends requests: the platform's `fetch`, ky, or one that adds authorization. It must resolve for every
 * status, and must not send a write twice.
 */
export type Fetch = (url: string, settings: RequestSettings) => Promise<Response>;
