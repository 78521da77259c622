import type { SeenRequests } from './seen-requests';

/** The releases that all servers share. */
export interface Releases {
  readonly seen: SeenRequests;
  deploy(): void;
  /** The files that the last release has changed. */
  changed(): readonly string[];
}
