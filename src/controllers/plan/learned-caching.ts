import { type WarnedAction, warnOfAction } from '../warning';

const CURES: Readonly<Record<string, string>> = {
  'cache-control': '@CacheControl',
  expires: '@Expires',
  vary: '@Vary',
  'content-location': "@Header('Content-Location', …)",
};

/**
 * What the responses of an action have shown: whether it sets caching fields itself. A 304 that is given before the action runs
 * cannot repeat them, and must not contradict them.
 */
export class LearnedCaching {
  /** `undefined` until the first 200 of this process. */
  #setsFields: boolean | undefined;

  /**
   * @param declared - the names of the fields that are declared of it, which its 304s repeat
   * @param early - whether it has 304s that are given before it runs
   */
  constructor(
    readonly action: WarnedAction,
    readonly declared: ReadonlySet<string>,
    readonly early: boolean,
  ) {}

  /** Whether a 304 may say that a response without a lifetime of its own is to be revalidated. */
  get allowsDefault(): boolean {
    return this.#setsFields === false;
  }

  /** Takes the names of the fields that a 200 has got from its action. */
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
