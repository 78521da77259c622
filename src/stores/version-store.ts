import type { Awaitable } from './awaitable';

/**
 * Gives names (`article:7`, `authors`) versions, and changes them. A version is a random token that never comes back: a
 * store that forgets one makes a new one, and its clients get a response that they did not need, but never a 304 that is
 * wrong.
 */
export interface VersionStore {
  /**
   * The versions of names, in their order; a name that has none gets one. `undefined` if one of them is marked.
   *
   * @throws if the store cannot be asked: the response is then sent without a tag
   */
  versionsOf(names: readonly string[]): Awaitable<readonly string[] | undefined>;
  /** Changes the versions of names: for changes that come from elsewhere than an action, after they have been made. */
  touch(...names: string[]): Awaitable<void>;
  /**
   * Marks names that are about to change: until the mark is settled they have no version, and afterwards a new one. The
   * mark of a process that has died expires.
   *
   * @throws if the store cannot be asked: the change must not be made then
   */
  mark(names: readonly string[]): Awaitable<Mark>;
}

/** A change under way. */
export interface Mark {
  /**
   * The versions that the names get when this mark is settled, in their order. A name gets another one if it was touched,
   * or had another mark, at any time before this one is settled.
   */
  readonly next: readonly string[];
  /** Ends the mark, however the change ended. To settle a mark twice does nothing. */
  settle(): Awaitable<void>;
}
