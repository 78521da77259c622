import { type EntityTag, entityTag } from '../../http/entity-tag';
import { requireHttpDate } from '../../http/http-date';
import { untagged, type ValidatorSources } from '../../web/validator-sources';
import type { DateSource, TagSource } from '../plan/sources';
import { warnOfAction } from '../warning';
import type { ActionRun } from './action-run';
import { legal } from './legal';
import { versionedTag } from './versioned-tag';

/** A representation exists, and nobody can tell its tag now. */
export class UnknownVersion {
  constructor(readonly lastModified: number | undefined) {}
}

/** The validators that `@ETag` and `@LastModified` generate; `null` where there is no representation. */
export async function currentVersion(run: ActionRun): Promise<ValidatorSources | UnknownVersion | null> {
  const { plan, controller, args } = run;
  const tag = await currentTag(run);
  const date = await plan.lastModified?.(controller, args);
  const lastModified = legalDate('@LastModified', run, date);
  if (plan.lastModified !== undefined && plan.etag === undefined) noteMissing(run, '@LastModified', date);
  if (tag === 'unknown') return new UnknownVersion(lastModified);
  return tag === undefined && lastModified === undefined ? null : { etag: tag, lastModified };
}

async function currentTag(run: ActionRun): Promise<EntityTag | typeof untagged | 'unknown' | undefined> {
  const { plan, controller, args } = run;
  if (plan.etag === undefined) return undefined;
  const { source } = plan.etag;
  if ('names' in source) {
    const names = await source.names(controller, args);
    noteMissing(run, '@ETag', names);
    return versionedTag(run, names);
  }
  const made = await source.tag(controller, args);
  noteMissing(run, '@ETag', made);
  return made === untagged ? made : legalTag('@ETag', run, made);
}

/** A function without a `return` gives `undefined`, and so says that there is nothing. */
export function noteMissing(run: ActionRun, decorator: string, given: unknown): void {
  if (given === undefined) run.missing.push(decorator);
}

export function legalTag(decorator: string, run: ActionRun, source: TagSource): EntityTag | undefined {
  if (source === null || source === undefined || source === untagged) return undefined;
  return legal(decorator, run, () => entityTag(source));
}

/** Milliseconds of a year that is 1970 are in truth seconds since the epoch, if they are no small number. */
const LIKELY_SECONDS = { from: 100_000_000, to: 31_536_000_000 };

export function legalDate(decorator: string, run: ActionRun, source: DateSource): number | undefined {
  if (source === null || source === undefined) return undefined;
  if (typeof source === 'number' && source > LIKELY_SECONDS.from && source < LIKELY_SECONDS.to) {
    warnOfAction(
      run.call.metadata,
      'ETAG_DATE_IN_SECONDS',
      `has ${decorator} with ${source}, a date in 1970: it takes milliseconds, so multiply seconds by 1000`,
    );
  }
  return legal(decorator, run, () => requireHttpDate(source));
}
