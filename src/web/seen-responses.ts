import { LRUCache } from 'lru-cache';

/** What is remembered of the last 200 of a URL. */
export interface SeenResponse {
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  readonly bytes: number | undefined;
}

/** The names that the tag of a path is made of. */
export interface SeenNames {
  readonly names: readonly string[];
  /** Whether the names have the versions still that they had when the tag was made. */
  isCurrent(): boolean;
}

/** How many URLs are remembered. */
const MOST = 1_000;

/** What was seen of earlier responses, while somebody listens: to tell what one request alone cannot tell. */
export class SeenResponses {
  readonly responses = new LRUCache<string, SeenResponse>({ max: MOST });
  readonly names = new LRUCache<string, SeenNames>({ max: MOST });
}

let seen: SeenResponses | undefined;

/** One for the process. */
export function seenResponses(): SeenResponses {
  seen ??= new SeenResponses();
  return seen;
}
