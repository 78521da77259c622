import { hash } from 'node:crypto';
import type { ActionRun } from './action-run';

/** What shapes the representation may tell of the user: it goes into the tag as a hash. */
export async function mixContext({ plan, check, controller, call }: ActionRun): Promise<void> {
  if (plan.contexts.length === 0) return;
  const values: string[] = [];
  for (const context of plan.contexts) values.push(String(await context(controller, [call.action])));
  check.context = hash('sha256', JSON.stringify(values), 'base64url').slice(0, 16);
}
