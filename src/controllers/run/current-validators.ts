import { type EntityTag, entityTag } from '../http/entity-tag';
import { requireHttpDate } from '../http/http-date';
import { versionsOf } from '../koa/services';
import type { VersionStore } from '../stores/version-store';
import { type Awaitable, orElse, whenKnown } from '../web/awaitable';
import type { ValidatorSources } from '../web/web-request';
import type { ActionFunction, DateSource, TagSource } from './action-plan';
import { type ActionRun, isRead, unavailable } from './action-run';
import { listed, type Names, namesOf, readableTag, tagOfNames } from './version-of';

/** Stands for the tag of a version that nobody can tell at the moment. */
const UNKNOWN = Symbol('unknown version');

/**
 * The validators that `@ETag` and `@LastModified` generate. `null` where there is no representation, and where a read
 * cannot be told its version and so is not evaluated.
 */
export function currentValidators(run: ActionRun): Awaitable<ValidatorSources | null> {
  const { plan, controller, args } = run;
  return whenKnown(plan.etag && tagSource(run, plan.etag.generate), (source) => {
    if (source === UNKNOWN && isRead(run)) return null;
    const etag = source === UNKNOWN ? undefined : legalTag('@ETag', run, source);
    return whenKnown(plan.lastModified?.apply(controller, args as never[]), (date) => {
      const lastModified = legalDate('@LastModified', run, date);
      return etag === undefined && lastModified === undefined ? null : { etag, lastModified };
    });
  });
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

function currentVersion(run: ActionRun, names: ActionFunction<Names>): Awaitable<EntityTag | typeof UNKNOWN | null> {
  return whenKnown(names.apply(run.controller, run.args as never[]), (versioned) =>
    versioned === null || versioned === undefined ? null : versionTag(run, listed(versioned)),
  );
}

/** A read can do without a tag; nothing tells whether a write may be made without its version. */
function versionTag(run: ActionRun, names: readonly string[]): Awaitable<EntityTag | typeof UNKNOWN> {
  const store = versionsOf(run.call.ctx);
  const version = isRead(run) ? readableTag(store, names) : writableTag(run, store, names);
  return whenKnown(version, (value) => (value === undefined ? UNKNOWN : { value, weak: false }));
}

function writableTag(run: ActionRun, store: VersionStore, names: readonly string[]): Awaitable<string | undefined> {
  return orElse(
    () => tagOfNames(store, names),
    (error) => {
      throw unavailable(run, error);
    },
  );
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
