import { isConditional } from '../http/preconditions';
import { guardOf } from '../koa/services';
import { GuardUnavailableError, type Turn } from '../stores/guard';
import type { Awaitable } from '../web/awaitable';
import { type ActionRun, isWrite, unavailable } from './action-run';

/** Lets conditional writes to one resource check and run in turn, so that nothing changes between the two. */
export async function inTurn<T>(run: ActionRun, task: () => Awaitable<T>): Promise<T> {
  if (!isGuarded(run)) return task();
  const turn = await turnOf(run);
  try {
    run.call.requireClient();
    return await task();
  } finally {
    await turn.end();
  }
}

async function turnOf(run: ActionRun): Promise<Turn> {
  const { ctx, clientLeft } = run.call;
  try {
    return await guardOf(ctx).take([guardKey(run)], clientLeft);
  } catch (error) {
    throw error instanceof GuardUnavailableError ? unavailable(run, error) : error;
  }
}

function isGuarded(run: ActionRun): boolean {
  const { etag, lastModified, imperative } = run.plan;
  const evaluates = etag !== undefined || lastModified !== undefined || imperative === true;
  return evaluates && etag?.options.guard !== false && isWrite(run) && isConditional(run.web.conditions);
}

function guardKey({ plan, call, controller, args }: ActionRun): string {
  const key = plan.etag?.options.guard;
  return key ? String(key.apply(controller, args as never[])) : sameResource(call.ctx.path);
}

/** One key for all spellings of a path that a router takes for the same: a turn too much costs time, not a write. */
function sameResource(path: string): string {
  const plain = path.replace(/(?:%[0-9a-f]{2})+/gi, decoded).toLowerCase();
  let end = plain.length;
  while (plain[end - 1] === '/') end--;
  return plain.slice(0, end);
}

/** Escapes that are no UTF-8 stay as they are, alone: a router decodes each part of a path by itself. */
function decoded(escapes: string): string {
  try {
    return decodeURIComponent(escapes);
  } catch {
    return escapes;
  }
}
