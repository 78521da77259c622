import type { ValidatorSources } from '../../web/validator-sources';
import type { ActionRun } from './action-run';
import { legalDate, legalTag, noteMissing } from './current-version';

/** Evaluates a read against the remembered validators of its result. */
export function evaluateRemembered({ check, plan }: ActionRun): void {
  const { etag, lastModified } = check.validators;
  check.refuseFailed(check.evaluate({ etag, lastModified: lastModified as number | undefined }, plan.etag?.ifMatch));
}

/** The validators from `@ETagFromResult` and `@LastModifiedFromResult`. */
export async function resultValidators(run: ActionRun, result: unknown): Promise<ValidatorSources> {
  const { plan, controller } = run;
  const etag = await plan.etagFromResult?.(controller, [result]);
  if (plan.etagFromResult !== undefined) noteMissing(run, '@ETagFromResult', etag);
  const lastModified = await plan.lastModifiedFromResult?.(controller, [result]);
  return {
    etag: legalTag('@ETagFromResult', run, etag),
    lastModified: legalDate('@LastModifiedFromResult', run, lastModified),
  };
}
