import { takeTurn } from '../../application/turn-of-write';
import { isConditional } from '../../http/conditions';
import { unknownVersion } from '../../web/validator-sources';
import { isEvaluated } from '../plan/action-plan';
import { isName } from '../plan/names';
import type { ActionRun } from './action-run';
import { currentState } from './current-version';
import { resourceKey } from './resource-key';

/** Methods that change a resource as a whole, whose unconditional writes wait for the conditional ones. */
const REPLACING = ['PUT', 'PATCH', 'DELETE'];

/** Lets writes to one resource check and run in turn, so that nothing changes between the two. */
export async function awaitTurn(run: ActionRun): Promise<void> {
  if (!takesTurn(run)) return;
  const { check, request } = run;
  const { guard, end } = request;
  await takeTurn({ check, guard, end, keys: await turnKeys(run), judge: () => judge(run) });
}

function takesTurn({ plan, check, exchange }: ActionRun): boolean {
  if (plan.etag?.guard === false) return false;
  if (isConditional(check.conditions)) return isEvaluated(plan);
  return (plan.etag !== undefined || plan.lastModified !== undefined) && REPLACING.includes(exchange.method);
}

async function turnKeys(run: ActionRun): Promise<readonly string[]> {
  const { guard } = run.plan.etag ?? {};
  if (guard === undefined || guard === false) return [resourceKey(run)];
  const keys = await guard(run.controller, run.args);
  return (Array.isArray(keys) ? keys : [keys]).map((key) => requireKey(run, key));
}

/** What is no key would be one key for everything. */
function requireKey({ plan }: ActionRun, key: unknown): string {
  const text = typeof key === 'bigint' || Number.isFinite(key) ? String(key) : key;
  if (isName(text)) return text;
  throw new TypeError(
    `@ETag on ${plan.action}: guard gave ${String(key)}: return one key or several, of text or numbers`,
  );
}

/** Throws where the write fails already. What is unknown here may be known when the turn comes. */
async function judge(run: ActionRun): Promise<void> {
  const { plan, check } = run;
  if (plan.etag === undefined && plan.lastModified === undefined) return;
  const { version, validators } = await currentState(run);
  if (version === unknownVersion) return;
  check.refuseFailed(check.judge(validators === null ? null : check.inContext(validators), plan.etag?.ifMatch));
}
