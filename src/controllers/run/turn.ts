import { takeTurn } from '../../application/turn-of-write';
import { isConditional } from '../../http/conditions';
import { unknownVersion } from '../../web/validator-sources';
import { isEvaluated } from '../plan/action-plan';
import { isName } from '../plan/names';
import type { ActionRun } from './action-run';
import { currentState } from './current-version';
import { resourceKey } from './resource-key';

/** The methods that change a resource as a whole: their unconditional writes take turns too. */
const REPLACING = ['PUT', 'PATCH', 'DELETE'];

/** Waits for the turn of a write, so that nothing changes between its check and its effect. */
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

/** Anything else would become one key for everything. */
function requireKey({ plan }: ActionRun, key: unknown): string {
  const text = typeof key === 'bigint' || Number.isFinite(key) ? String(key) : key;
  if (isName(text)) return text;
  throw new TypeError(
    `@ETag on ${plan.action}: guard returned ${String(key)}: return one key or several, as strings or numbers`,
  );
}

/** Throws if the write fails already. A version that is unknown now may be known in the turn. */
async function judge(run: ActionRun): Promise<void> {
  const { plan, check } = run;
  if (plan.etag === undefined && plan.lastModified === undefined) return;
  const { version, validators } = await currentState(run);
  if (version === unknownVersion) return;
  check.refuseFailed(check.judge(validators === null ? null : check.inContext(validators), plan.etag?.ifMatch));
}
