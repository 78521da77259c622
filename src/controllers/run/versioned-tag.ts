import { hash } from 'node:crypto';
import type { EntityTag } from '../../http/entity-tag';
import { tell } from '../../stores/events';
import { type Names, requireNames } from '../plan/names';
import type { ActionRun } from './action-run';

/** A tag that is made of the versions of names. */
export interface VersionedTag {
  readonly names: readonly string[];
  readonly value: string;
}

/** The tag of names; `unknown` while one of them is marked, or if the store cannot be asked. */
export async function versionedTag(run: ActionRun, names: Names): Promise<EntityTag | 'unknown' | undefined> {
  if (names === null || names === undefined) return undefined;
  const place = `versionOf on ${run.plan.action}`;
  const list = requireNames(place, names);
  // A tag of no names would be the same for ever.
  if (list.length === 0)
    throw new TypeError(`${place}: no names: return one or several, or null where there is nothing`);
  const value = await currentValue(run, list);
  if (value === undefined) return 'unknown';
  run.versioned = { names: list, value };
  return { value, weak: false };
}

/**
 * Looks the versions up again when the action of a read has ended: if one has changed or is marked, the body may be of another
 * version than the tag, which must not name both (RFC 9110, section 8.8.1).
 */
export async function confirmVersions(run: ActionRun): Promise<void> {
  const { versioned } = run;
  if (versioned === undefined || run.plan.etagFromResult !== undefined) return;
  if ((await currentValue(run, versioned.names)) !== versioned.value) run.check.withdrawTag();
}

/** The same without waiting, for a response that is being sent: a store that answers later has not confirmed. */
export function isConfirmedNow({ versioned, request }: ActionRun): boolean {
  if (versioned === undefined) return true;
  try {
    const versions = request.versions.versionsOf(versioned.names);
    return Array.isArray(versions) && tagValue(versions) === versioned.value;
  } catch {
    return false;
  }
}

async function currentValue({ request }: ActionRun, names: readonly string[]): Promise<string | undefined> {
  try {
    const versions = await request.versions.versionsOf(names);
    return versions === undefined ? undefined : tagValue(versions);
  } catch (error) {
    tell({ code: 'ETAG_STORE_AWAY', cause: error });
    return undefined;
  }
}

/** As long for many names as for one. */
function tagValue(versions: readonly string[]): string {
  if (versions.length === 1) return versions[0] as string;
  return hash('sha256', versions.join('.'), 'base64url').slice(0, 22);
}
