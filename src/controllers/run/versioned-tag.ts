import { hash } from 'node:crypto';
import { traced, versionQuestions } from '../../application/tracing';
import { tell } from '../../stores/events';
import type { VersionStore } from '../../stores/version-store';
import { type Names, requireNames } from '../plan/names';
import type { ActionRun } from './action-run';

/** The names that a tag depends on, in their order, with their versions. */
export type NamedVersions = ReadonlyMap<string, string>;

/** Requires at least one name, because a tag without names would never change. */
export function requireSomeNames({ plan }: ActionRun, names: NonNullable<Names>): readonly string[] {
  const place = `versionOf on ${plan.action}`;
  const list = requireNames(place, names);
  if (list.length > 0) return list;
  throw new TypeError(
    `${place}: the function returned no names: return one or several, or null if the resource does not exist`,
  );
}

/** The versions of names; `undefined` if one of them is marked or the store cannot be reached. */
export async function namedVersions(
  { request, check }: ActionRun,
  names: readonly string[],
): Promise<NamedVersions | undefined> {
  try {
    const question = () => request.versions.versionsOf(names);
    const versions = await traced(versionQuestions, () => ({ operation: 'versionsOf', names }), question);
    if (versions === undefined) check.observer?.untagged('name-marked');
    return withNames(names, versions);
  } catch (error) {
    check.observer?.untagged('store-away');
    tell({ code: 'ETAG_STORE_AWAY', cause: error });
    return undefined;
  }
}

/** The value of the tag for these versions. Its length does not depend on the number of names. */
export function tagValue(versioned: NamedVersions): string {
  const versions = [...versioned.values()];
  if (versions.length === 1) return versions[0] as string;
  return hash('sha256', versions.join('.'), 'base64url').slice(0, 22);
}

/**
 * Looks up the versions again when the action of a read has ended. If one has changed or is marked, the body may have a
 * different version from the tag, which must not name both (RFC 9110, section 8.8.1). Shared caches must not store such a
 * response under its names, even if its tag is made from the result or it is a 304.
 */
export async function confirmVersions(run: ActionRun): Promise<void> {
  const { versioned, plan, request } = run;
  const tagged = plan.etagFromResult === undefined && run.check.outcome !== 'not-modified';
  if (versioned === undefined || !(tagged || request.sharedCache !== undefined)) return;
  run.confirmed = areEqual(await namedVersions(run, [...versioned.keys()]), versioned);
  if (run.confirmed || !tagged) return;
  run.check.withdrawTag();
  run.check.observer?.untagged('not-confirmed');
}

/**
 * Like {@link confirmVersions}, but synchronous, for a response that is being sent. An asynchronous store cannot
 * confirm it.
 */
export function isConfirmedNow({ versioned, request }: ActionRun): boolean {
  return versioned === undefined || hasVersionsNow(request.versions, versioned);
}

function hasVersionsNow(store: VersionStore, versioned: NamedVersions): boolean {
  const names = [...versioned.keys()];
  try {
    const versions = store.versionsOf(names);
    return Array.isArray(versions) && areEqual(withNames(names, versions), versioned);
  } catch {
    return false;
  }
}

/** Tells the observer the names, unless the store is asynchronous: observation must not cause more requests to it. */
export function observeNames({ check, request: { versions } }: ActionRun, versioned: NamedVersions): void {
  if (check.observer === undefined || !hasVersionsNow(versions, versioned)) return;
  check.observer.versioned = { names: [...versioned.keys()], isCurrent: () => hasVersionsNow(versions, versioned) };
}

function withNames(names: readonly string[], versions: readonly string[] | undefined): NamedVersions | undefined {
  return versions && new Map(names.map((name, index) => [name, versions[index] as string]));
}

function areEqual(some: NamedVersions | undefined, others: NamedVersions): boolean {
  return some !== undefined && tagValue(some) === tagValue(others);
}
