import { type EntityTag, entityTag } from '../http/entity-tag';
import { requireHttpDate } from '../http/http-date';
import { versionsOf } from '../koa/services';
import type { ValidatorSources } from '../web/web-request';
import type { ActionFunction, Awaitable, DateSource, TagSource } from './action-plan';
import { type ActionRun, isRead, unavailable } from './action-run';
import { listed, type Names, namesOf, readableTag, tagOfNames } from './version-of';

/** Stands for the tag of a version that nobody can tell at the moment. */
const UNKNOWN = Symbol('unknown version');

/**
 * The validators that `@ETag` and `@LastModified` generate. `null` where there is no representation, and where a read
 * cannot be told its version and so is not evaluated.
 */
export async function currentValidators(run: ActionRun): Promise<ValidatorSources | null> {
  const { plan, controller, args } = run;
  const source = plan.etag && (await tagSource(run, plan.etag.generate));
  if (source === UNKNOWN && isRead(run)) return null;
  const etag = source === UNKNOWN ? undefined : legalTag('@ETag', run, source);
  const date = plan.lastModified && (await plan.lastModified.apply(controller, args as never[]));
  const lastModified = legalDate('@LastModified', run, date);
  return etag === undefined && lastModified === undefined ? null : { etag, lastModified };
}

/** The validators that `@ETagFromResult` and `@LastModifiedFromResult` generate. */
export async function resultValidators(run: ActionRun, result: unknown): Promise<ValidatorSources> {
  const { plan, controller } = run;
  const etag = await plan.etagFromResult?.call(controller, result as never);
  const lastModified = await plan.lastModifiedFromResult?.call(controller, result as never);
  return {
    etag: legalTag('@ETagFromResult', run, etag),
    lastModified: legalDate('@LastModifiedFromResult', run, lastModified),
  };
}

/** What a tag is made of. */
function tagSource(run: ActionRun, generate: ActionFunction<TagSource>): Awaitable<TagSource | typeof UNKNOWN> {
  const names = namesOf(generate);
  return names === undefined ? generate.apply(run.controller, run.args as never[]) : currentVersion(run, names);
}

async function currentVersion(
  run: ActionRun,
  names: ActionFunction<Names>,
): Promise<EntityTag | typeof UNKNOWN | null> {
  const versioned = await names.apply(run.controller, run.args as never[]);
  if (versioned === null || versioned === undefined) return null;
  const version = await versionTag(run, listed(versioned));
  return version === undefined ? UNKNOWN : { value: version, weak: false };
}

/** A read can do without a tag; nothing tells whether a write may be made without its version. */
async function versionTag(run: ActionRun, names: readonly string[]): Promise<string | undefined> {
  const store = versionsOf(run.call.ctx);
  if (isRead(run)) return readableTag(store, names);
  try {
    return await tagOfNames(store, names);
  } catch (error) {
    throw unavailable(run, error);
  }
}

function legalTag(decorator: string, run: ActionRun, source: TagSource): EntityTag | undefined {
  return source === null || source === undefined ? undefined : legal(decorator, run, () => entityTag(source));
}

function legalDate(decorator: string, run: ActionRun, source: DateSource): number | undefined {
  return source === null || source === undefined ? undefined : legal(decorator, run, () => requireHttpDate(source));
}

/** Lets an illegal value say where it comes from. */
export function legal<T>(decorator: string, { plan }: ActionRun, make: () => T): T {
  try {
    return make();
  } catch (error) {
    throw new TypeError(`${decorator} on ${plan.action}: ${(error as Error).message}`, { cause: error });
  }
}
