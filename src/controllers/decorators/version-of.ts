import { hash } from 'node:crypto';
import type { VersionStore } from '../stores/version-store';
import { type Awaitable, orElse, whenKnown } from '../web/awaitable';
import type { TagSource } from './action-plan';

/** What names the versions that an action's representation is made of. */
export type Names = string | readonly string[] | null | undefined;

/** A generator for `@ETag`, whose tags come from the application's version store. */
export type VersionGenerator<This, Args extends readonly unknown[]> = (
  this: This,
  ...args: Args
) => Awaitable<TagSource>;

const NAMES = Symbol.for('routing-controllers-etag/names');

type NamesOf = (this: unknown, ...args: never[]) => Awaitable<Names>;

/**
 * A generator for `@ETag` that needs no query: the tag is made of the versions of names, which {@link Touches} changes.
 *
 * The names must cover all that shapes the response. While a name is being changed, and when the store cannot be asked, a
 * read is answered without a tag.
 *
 * @param names takes the action's arguments, with the controller as `this`; returns a name or several, or a promise;
 *   `null` or `undefined` where there is no current representation (a name alone does not say whether what it names
 *   exists: for a create-only `PUT` it must)
 * @example
 * ```ts
 * @Get('/:id')
 * @ETag(versionOf((id: number) => [`article:${id}`, 'authors']))
 * show(@Param('id') id: number) { return this.articles.find(id); }
 * ```
 */
export function versionOf<This, Args extends unknown[]>(
  names: (this: This, ...args: Args) => Awaitable<Names>,
): VersionGenerator<This, Args> {
  const generator: VersionGenerator<This, Args> = () => {
    throw new TypeError('versionOf(...) is a generator for @ETag, which gives it the version store of the request');
  };
  return Object.assign(generator, { [NAMES]: names });
}

/** The function that names the versions, if a generator was made by {@link versionOf}. */
export function namesOf(generator: object): NamesOf | undefined {
  return (generator as { [NAMES]?: NamesOf })[NAMES];
}

const unavailable = new WeakSet<VersionStore>();

/** The tag of names; `undefined` while one of them is being changed, or if the store cannot be asked, which it warns of. */
export function readableTag(store: VersionStore, names: readonly string[]): Awaitable<string | undefined> {
  const told = () =>
    whenKnown(tagOfNames(store, names), (tag) => {
      unavailable.delete(store);
      return tag;
    });
  return orElse(told, (error) => {
    if (!unavailable.has(store)) process.emitWarning(`Reads are not tagged, their versions cannot be had: ${error}`);
    unavailable.add(store);
    return undefined;
  });
}

/** The tag of names, as long for many as for one; `undefined` while one of them is being changed. */
export function tagOfNames(store: VersionStore, names: readonly string[]): Awaitable<string | undefined> {
  return whenKnown(store.versionsOf(names), (versions) => {
    if (versions === undefined || versions.length === 1) return versions?.[0];
    return hash('sha256', versions.join('.'), 'base64url').slice(0, 22);
  });
}

/** One name or several, as a list. */
export function listed(names: string | readonly string[]): readonly string[] {
  return typeof names === 'string' ? [names] : names;
}
