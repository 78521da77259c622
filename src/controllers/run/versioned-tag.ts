import { hash } from 'node:crypto';
import { traced, versionQuestions } from '../../application/tracing';
import type { EntityTag } from '../../http/entity-tag';
import { tell } from '../../stores/events';
import type { VersionStore } from '../../stores/version-store';
import { listed, type Names } from '../plan/names';
import type { ActionRun } from './action-run';

/** A tag that is made of the versions of names. */
export interface VersionedTag {
  readonly names: readonly string[];
  readonly value: string;
}

/** The tag of names; `unknown` while one of them is marked, or if the store cannot be asked. */
export async function versionedTag(run: ActionRun, names: Names): Promise<EntityTag | 'unknown' | undefined> {
  if (names === null || names === undefined) return undefined;
  const list = requireNames(run, listed(names));
  const value = await currentValue(run, list);
  if (value === undefined) return 'unknown';
  run.versioned = { names: list, value };
  observeNames(run, run.versioned);
  return { value, weak: false };
}

/**
 * Looks the versions up again when the action of a read has ended: if one has changed or is marked, the body may be of another
 * version than the tag, which must not name both (RFC 9110, section 8.8.1).
 */
export async function confirmVersions(run: ActionRun): Promise<void> {
  const { versioned } = run;
  if (versioned === undefined || run.plan.etagFromResult !== undefined) return;
  if ((await currentValue(run, versioned.names)) === versioned.value) return;
  run.check.withdrawTag();
  run.check.observer?.untagged('not-confirmed');
}

/** The same without waiting, for a response that is being sent: a store that answers later has not confirmed. */
export function isConfirmedNow({ versioned, request }: ActionRun): boolean {
  return versioned === undefined || hasVersionsNow(request.versions, versioned);
}

function hasVersionsNow(store: VersionStore, { names, value }: VersionedTag): boolean {
  try {
    const versions = store.versionsOf(names);
    return Array.isArray(versions) && tagValue(versions) === value;
  } catch {
    return false;
  }
}

/** A store that answers later is not asked again by those who only look on. */
function observeNames({ check, request: { versions } }: ActionRun, versioned: VersionedTag): void {
  if (check.observer === undefined || !hasVersionsNow(versions, versioned)) return;
  check.observer.versioned = { names: versioned.names, isCurrent: () => hasVersionsNow(versions, versioned) };
}

async function currentValue({ request, check }: ActionRun, names: readonly string[]): Promise<string | undefined> {
  try {
    const question = () => request.versions.versionsOf(names);
    const versions = await traced(versionQuestions, () => ({ operation: 'versionsOf', names }), question);
    if (versions === undefined) check.observer?.untagged('name-marked');
    return versions === undefined ? undefined : tagValue(versions);
  } catch (error) {
    check.observer?.untagged('store-away');
    tell({ code: 'ETAG_STORE_AWAY', cause: error });
    return undefined;
  }
}

/** As long for many names as for one. */
function tagValue(versions: readonly string[]): string {
  if (versions.length === 1) return versions[0] as string;
  return hash('sha256', versions.join('.'), 'base64url').slice(0, 22);
}

/** A tag of no names would be the same for ever. */
function requireNames({ plan }: ActionRun, names: readonly string[]): readonly string[] {
  if (names.length > 0 && names.every((name) => typeof name === 'string')) return names;
  throw new TypeError(
    `versionOf on ${plan.action}: the function gave ${names.length === 0 ? 'no names' : 'what is no name'}: return one ` +
      'name or several, or null where there is no representation',
  );
}
