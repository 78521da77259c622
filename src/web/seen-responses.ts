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

/** With what came before it. */
interface RememberedResponse extends SeenResponse {
  /** How many writes had succeeded by then: they change tags, also those of contents that they leave alone. */
  readonly writes: number;
  /** How often in a row the tag had changed and the content had not. */
  readonly changesOfTagAlone: number;
}

/** How many URLs are remembered. */
const MOST = 1_000;

/** One such change may come from another process. */
const SUSPICIOUS = 2;

/** What was seen of earlier responses, while somebody listens: to tell what one request alone cannot tell. */
export class SeenResponses {
  readonly names = new LRUCache<string, SeenNames>({ max: MOST });
  readonly #responses = new LRUCache<string, RememberedResponse>({ max: MOST });
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
   * Whether the tag changes with each response although the content does not. Of a content that is sent in parts the digest is
   * not known yet: then the responses before it tell.
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

/** One for the process. */
export function seenResponses(): SeenResponses {
  seen ??= new SeenResponses();
  return seen;
}
