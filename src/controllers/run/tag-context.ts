import { hash } from 'node:crypto';
import { TagContext } from '../../web/tag-context';
import type { ContextFunction } from '../plan/action-plan';
import type { ActionRun } from './action-run';

/** Adds the contexts of the controller to the tags of a request. */
export async function mixContext(run: ActionRun): Promise<void> {
  const { contexts, readContexts } = run.plan;
  if (contexts.length === 0 && readContexts.length === 0) return;
  run.check.context = new TagContext({
    compared: await hashOf(run, contexts),
    readOnly: await hashOf(run, readContexts),
  });
}

/** A context is hashed, because it may identify the user. */
async function hashOf(
  { controller, call }: ActionRun,
  contexts: readonly ContextFunction[],
): Promise<string | undefined> {
  if (contexts.length === 0) return undefined;
  const values: string[] = [];
  for (const context of contexts) values.push(String(await context(controller, [call.action])));
  return hash('sha256', JSON.stringify(values), 'base64url').slice(0, 16);
}
