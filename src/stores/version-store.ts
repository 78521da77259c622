import type { Awaitable } from './awaitable';

/**
 * Stores the versions of names, such as `article:7` and `authors`. A version is a random token that never repeats. If a
 * store forgets one, it makes a new one: clients then get an unnecessary 200, but never a wrong 304.
 */
export interface VersionStore {
  /**
   * Returns the versions of names, in the same order; `undefined` if one of them is marked. A name without a version
   * gets one.
   *
   * @throws if the store cannot be reached; the response is then sent without a tag
   */
  versionsOf(names: readonly string[]): Awaitable<readonly string[] | undefined>;
  /** Changes the versions of names. Call it after changing data outside an action. */
  touch(...names: string[]): Awaitable<void>;
  /**
   * Marks names that are about to change. Until the mark is settled they have no version; afterwards they have a new
   * one. The mark of a process that has died expires.
   *
   * @throws if the store cannot be reached; the change must then not be made
   */
  mark(names: readonly string[]): Awaitable<Mark>;
}

/** A change in progress. */
export interface Mark {
  /**
   * The versions that the names get when this mark is settled, in the same order. A name gets a different version if it
   * was touched or had another mark before this one is settled.
   */
  readonly next: readonly string[];
  /** Ends the mark, whether or not the change was made. A second call does nothing. */
  settle(): Awaitable<void>;
}
