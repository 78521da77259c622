import { hash } from 'node:crypto';
import { traced, versionQuestions } from '../../application/tracing';
import { tell } from '../../stores/events';
import type { VersionStore } from '../../stores/version-store';
import { type Names, requireNames } from '../plan/names';
import type { ActionRun } from './action-run';

/** Names that a tag is made of, in their order, with their versions. */
export type NamedVersions = ReadonlyMap<string, string>;

/** The names of a representation that exists. A tag of no names would be the same for ever. */
export function requireSomeNames({ plan }: ActionRun, names: NonNullable<Names>): readonly string[] {
  const place = `versionOf on ${plan.action}`;
  const list = requireNames(place, names);
  if (list.length > 0) return list;
  throw new TypeError(`${place}: no names: return one or several, or null where there is nothing`);
}

/** The versions of names; `undefined` while one of them is marked, or if the store cannot be asked. */
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

/** The value of the tag that is made of versions: as long for many names as for one. */
export function tagValue(versioned: NamedVersions): string {
  const versions = [...versioned.values()];
  if (versions.length === 1) return versions[0] as string;
  return hash('sha256', versions.join('.'), 'base64url').slice(0, 22);
}

/**
 * Looks the versions up again when the action of a read has ended: if one has changed or is marked, the body may be of another
 * version than the tag, which must not name both (RFC 9110, section 8.8.1). Shared caches must not store it under these names: that
 * holds also where the tag is made of the result, and for a 304.
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

/** The same without waiting, for a response that is being sent: a store that answers later has not confirmed. */
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

/** A store that answers later is not asked again by those who only look on. */
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
