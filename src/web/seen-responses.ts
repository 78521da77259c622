import { LRUCache } from 'lru-cache';

/** The last 200 of a URL. */
export interface SeenResponse {
  readonly tag: string | undefined;
  readonly digest: string | undefined;
  readonly bytes: number | undefined;
}

/** The names that the tag of a path depends on. */
export interface SeenNames {
  readonly names: readonly string[];
  /** Whether the names still have the versions that they had when the tag was made. */
  isCurrent(): boolean;
}

/** A response with its history. */
interface RememberedResponse extends SeenResponse {
  /** How many writes had succeeded before it: a write may change a tag without changing the content. */
  readonly writes: number;
  /** How many times in a row the tag had changed without the content. */
  readonly changesOfTagAlone: number;
}

/** How many URLs are remembered. */
const MAX_URLS = 1_000;

/** A single change of the tag alone may be caused by another process. */
const SUSPICIOUS = 2;

/** Earlier responses, kept while somebody observes evaluations, to detect what a single request cannot show. */
export class SeenResponses {
  readonly names = new LRUCache<string, SeenNames>({ max: MAX_URLS });
  readonly #responses = new LRUCache<string, RememberedResponse>({ max: MAX_URLS });
  #writes = 0;

  noteWrite(): void {
    this.#writes++;
  }

  bytesOf(url: string): number | undefined {
    return this.#responses.get(url)?.bytes;
  }

  remember(url: string, response: SeenResponse): void {
    const changesOfTagAlone = this.#changesOfTagAlone(url, response);
    this.#responses.set(url, { ...response, writes: this.#writes, changesOfTagAlone });
  }

  /**
   * Whether the tag changes with each response although the content does not. The digest of content that is sent in
   * parts is not known yet; in that case the earlier responses decide.
   */
  isUnstable(url: string, response: Omit<SeenResponse, 'bytes'>): boolean {
    if (response.digest !== undefined) return this.#changesOfTagAlone(url, response) >= SUSPICIOUS;
    const last = this.#responses.get(url);
    return last !== undefined && last.tag !== response.tag && last.changesOfTagAlone >= SUSPICIOUS;
  }

  #changesOfTagAlone(url: string, { tag, digest }: Omit<SeenResponse, 'bytes'>): number {
    const last = this.#responses.get(url);
    if (last === undefined || digest === undefined || last.writes !== this.#writes) return 0;
    return last.digest === digest && last.tag !== tag ? last.changesOfTagAlone + 1 : 0;
  }
}

let seen: SeenResponses | undefined;

/** The instance of the process. */
export function seenResponses(): SeenResponses {
  seen ??= new SeenResponses();
  return seen;
}
