import { type WarnedAction, warnOfAction } from '../warning';

const CURES: Readonly<Record<string, string>> = {
  'cache-control': '@CacheControl',
  expires: '@Expires',
  vary: '@Vary',
  'content-location': "@Header('Content-Location', …)",
};

/**
 * Learns from an action's responses whether it sets caching fields itself. A 304 that is sent without running the
 * action cannot repeat them, and must not contradict them.
 */
export class LearnedCaching {
  /** `undefined` until the first 200 of this process. */
  #setsFields: boolean | undefined;

  /**
   * @param declared - the names of the declared fields, which the 304s repeat
   * @param early - whether the action has 304s that are sent without running it
   */
  constructor(
    readonly action: WarnedAction,
    readonly declared: ReadonlySet<string>,
    readonly early: boolean,
  ) {}

  /** Whether a 304 may have the default `max-age=0`. */
  get allowsDefault(): boolean {
    return this.#setsFields === false;
  }

  /** Learns the names of the fields that the action has set on a 200. */
  learn(names: readonly string[]): void {
    const own = names.filter((name) => !this.declared.has(name));
    this.#setsFields = this.#setsFields === true || own.length > 0;
    if (own.length === 0 || !this.early) return;
    const cures = own.map((name) => CURES[name]).join(' and ');
    warnOfAction(
      this.action,
      'ETAG_UNDECLARED_FIELDS',
      `sets ${own.join(' and ')} itself, so its 304s cannot repeat what its 200s say: declare it with ${cures}`,
    );
  }
}
