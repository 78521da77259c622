import { discard } from '../../body/discard';
import { type EntityTag, formatEntityTag } from '../../http/entity-tag';
import { isWrite } from '../../http/methods';
import { isRefusal } from '../../web/refusal';
import { untagged } from '../../web/validator-sources';
import type { ActionFunction } from '../plan/action-function';
import { isTagged } from '../tagged';
import { warnOfAction } from '../warning';
import type { ActionRun } from './action-run';
import { currentState } from './current-version';

/** The representation with which a client whose write has failed can merge. */
export interface CurrentRepresentation {
  readonly body: unknown;
  /** The value of its `ETag`. */
  readonly etag: string;
}

/** The current representation for a write that ended in a 412; `undefined` if the 412 stays plain. */
export async function currentRepresentation(
  run: ActionRun,
  error: unknown,
): Promise<CurrentRepresentation | undefined> {
  const { plan, exchange, arrived } = run;
  const onFailed = plan.etag?.onFailed;
  if (onFailed === undefined || !arrived || !isWrite(exchange.method)) return undefined;
  // routing-controllers would turn the representation into a redirection.
  if (plan.redirects || !isRefusal(error) || error.status !== 412) return undefined;
  try {
    return await taggedRepresentation(run, onFailed);
  } catch (cause) {
    warnOfFailure(run, cause);
    return undefined;
  }
}

/** The tag belongs to the body if it is the same before and after the body is made (RFC 9110, section 8.8.1). */
async function taggedRepresentation(
  run: ActionRun,
  onFailed: ActionFunction<unknown>,
): Promise<CurrentRepresentation | undefined> {
  const etag = await currentTag(run);
  if (etag === undefined) return undefined;
  const body = await onFailed(run.controller, run.args);
  if (body === null || body === undefined) return undefined;
  if (isTagged(body)) throw new TypeError('onFailed must return the representation itself, not the result of tagged()');
  if ((await currentTag(run)) === etag) return { body, etag };
  discard(body);
  return undefined;
}

async function currentTag(run: ActionRun): Promise<string | undefined> {
  const { validators } = await currentState(run);
  if (validators?.etag === undefined || validators.etag === untagged) return undefined;
  return formatEntityTag(run.check.inContext(validators).etag as EntityTag);
}

/** An HTTP error is not a mistake of `onFailed`: the resource may be gone, or not accessible to this client. */
function warnOfFailure({ call }: ActionRun, cause: unknown): void {
  if (typeof (cause as { readonly httpCode?: unknown } | null | undefined)?.httpCode === 'number') return;
  warnOfAction(
    call.metadata,
    'ETAG_ON_FAILED',
    `answered 412 without its current representation, because onFailed threw ${String(cause)}`,
  );
}
