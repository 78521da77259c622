import { type EntityTag, entityTag } from '../http/entity-tag';
import { requireHttpDate } from '../http/http-date';
import { versionsOf } from '../koa/services';
import type { ValidatorSources } from '../web/web-request';
import type { ActionFunction, DateSource, TagSource } from './action-plan';
import { type ActionRun, isRead, unavailable } from './action-run';
import { listed, type Names, namesOf, readableTag, tagOfNames } from './version-of';

/**
 * The validators that `@ETag` and `@LastModified` generate. `null` where there is no representation, and where a read
 * cannot be told its version and so is not evaluated.
 */
export async function currentValidators(run: ActionRun): Promise<ValidatorSources | null> {
  const { plan, args } = run;
  const etag = plan.etag && (await currentTag(run, plan.etag.generate));
  if (etag === 'unknown' && isRead(run)) return null;
  const lastModified = plan.lastModified && (await dateOf('@LastModified', plan.lastModified, run, args));
  if (etag === undefined && lastModified === undefined) return null;
  return { etag: etag === 'unknown' ? undefined : etag, lastModified };
}

/** The validators that `@ETagFromResult` and `@LastModifiedFromResult` generate. */
export async function resultValidators(run: ActionRun, result: unknown): Promise<ValidatorSources> {
  const { etagFromResult, lastModifiedFromResult } = run.plan;
  return {
    etag: await tagOf('@ETagFromResult', etagFromResult, run, [result]),
    lastModified: await dateOf('@LastModifiedFromResult', lastModifiedFromResult, run, [result]),
  };
}

type CurrentTag = EntityTag | 'unknown' | undefined;

function currentTag(run: ActionRun, generate: ActionFunction<TagSource>): Promise<CurrentTag> {
  const names = namesOf(generate);
  return names === undefined ? tagOf('@ETag', generate, run, run.args) : currentVersion(run, names);
}

async function currentVersion(run: ActionRun, names: ActionFunction<Names>): Promise<CurrentTag> {
  const versioned = await names.apply(run.controller, run.args as never[]);
  if (versioned === null || versioned === undefined) return undefined;
  const tag = await versionTag(run, listed(versioned));
  return tag === undefined ? 'unknown' : { value: tag, weak: false };
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

async function tagOf(
  decorator: string,
  generate: ActionFunction<TagSource> | undefined,
  run: ActionRun,
  args: unknown[],
): Promise<EntityTag | undefined> {
  const source = await generate?.apply(run.controller, args as never[]);
  return source === null || source === undefined ? undefined : legal(decorator, run, () => entityTag(source));
}

async function dateOf(
  decorator: string,
  generate: ActionFunction<DateSource> | undefined,
  run: ActionRun,
  args: unknown[],
): Promise<number | undefined> {
  const source = await generate?.apply(run.controller, args as never[]);
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
