import { type EntityTag, entityTag } from '../../http/entity-tag';
import { requireHttpDate } from '../../http/http-date';
import {
  type CurrentVersion,
  DATE_IN_SECONDS,
  mistakeInDate,
  unknownVersion,
  untagged,
  type ValidatorSources,
} from '../../web/validator-sources';
import type { Names } from '../plan/names';
import type { DateSource, TagSource } from '../plan/sources';
import { warnOfAction } from '../warning';
import type { ActionRun } from './action-run';
import { legal } from './legal';
import { type NamedVersions, namedVersions, observeNames, requireSomeNames, tagValue } from './versioned-tag';

/** The current state of the resource, from `@ETag` and `@LastModified`. */
export interface CurrentState {
  /** The value that the tag function returned, unchanged. */
  readonly version: CurrentVersion;
  /** `null` if there is no representation. A version that is unknown has no tag here. */
  readonly validators: ValidatorSources | null;
  /** The names of `versionOf` with their versions. */
  readonly versioned: NamedVersions | undefined;
}

/** Looks up the current state and records it in the run. */
export async function learnCurrentState(run: ActionRun): Promise<CurrentState> {
  const state = await currentState(run);
  run.check.version = state.version;
  run.versioned = state.versioned;
  if (state.versioned !== undefined) observeNames(run, state.versioned);
  return state;
}

export async function currentState(run: ActionRun): Promise<CurrentState> {
  const { plan, controller, args } = run;
  const { version, versioned } = await currentVersion(run);
  const date = await plan.lastModified?.(controller, args);
  const lastModified = legalDate('@LastModified', run, date);
  if (plan.lastModified !== undefined && plan.etag === undefined) noteMissing(run, '@LastModified', date);
  if (version === unknownVersion) return { version, validators: { lastModified }, versioned };
  const etag = version === untagged ? version : legalTag('@ETag', run, version);
  const exists = etag !== undefined || lastModified !== undefined;
  return { version, validators: exists ? { etag, lastModified } : null, versioned };
}

type VersionState = Pick<CurrentState, 'version' | 'versioned'>;

async function currentVersion(run: ActionRun): Promise<VersionState> {
  const { plan, controller, args } = run;
  if (plan.etag === undefined) return { version: null, versioned: undefined };
  const { source } = plan.etag;
  if ('names' in source) return versionOfNames(run, await source.names(controller, args));
  const made = await source.tag(controller, args);
  noteMissing(run, '@ETag', made);
  return { version: made ?? null, versioned: undefined };
}

async function versionOfNames(run: ActionRun, names: Names): Promise<VersionState> {
  noteMissing(run, '@ETag', names);
  if (names === null || names === undefined) return { version: null, versioned: undefined };
  const versioned = await namedVersions(run, requireSomeNames(run, names));
  return { version: versioned === undefined ? unknownVersion : tagValue(versioned), versioned };
}

/**
 * Notes an `undefined`, which means that the resource does not exist, but may also be caused by a missing `return`.
 */
export function noteMissing(run: ActionRun, decorator: string, given: unknown): void {
  if (given === undefined) run.missing.push(decorator);
}

export function legalTag(decorator: string, run: ActionRun, source: TagSource): EntityTag | undefined {
  if (source === null || source === undefined || source === untagged) return undefined;
  return legal(decorator, run, () => entityTag(source));
}

export function legalDate(decorator: string, run: ActionRun, source: DateSource): number | undefined {
  if (source === null || source === undefined) return undefined;
  const mistake = mistakeInDate(source);
  if (mistake !== undefined) warnOfAction(run.call.metadata, DATE_IN_SECONDS, `has ${decorator} with ${mistake}`);
  return legal(decorator, run, () => requireHttpDate(source));
}
