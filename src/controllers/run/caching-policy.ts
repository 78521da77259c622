import { formatHttpDate } from '../../http/http-date';
import type { CachingPolicy } from '../../web/caching-policy';
import { type ActionFunction, type Awaitable, isPromise } from '../plan/action-function';
import type { ActionRun } from './action-run';
import { legal } from './legal';

/** The declared caching policy, from constants and from functions of the action's arguments. */
export async function policyOf(run: ActionRun): Promise<CachingPolicy> {
  const { plan } = run;
  const vary: string[] = [];
  for (const each of plan.vary ?? []) vary.push(...(typeof each === 'string' ? [each] : await ask(run, each)));
  const { cacheControl, expires } = plan;
  return {
    cacheControl: typeof cacheControl === 'function' ? await ask(run, cacheControl) : cacheControl,
    vary,
    expires: expires && expiryField(run, await ask(run, expires)),
    personal: plan.personal,
    noDefault: !run.performed && !plan.caching.allowsDefault,
  };
}

/** The declared caching policy as far as it is known synchronously, for a response that is being sent. */
export function policyNow(run: ActionRun): CachingPolicy {
  const { plan } = run;
  const now = <T>(declared: T | ActionFunction<T> | undefined): T | undefined => {
    if (typeof declared !== 'function') return declared;
    const told = ask(run, declared as ActionFunction<T>);
    return isPromise(told) ? undefined : told;
  };
  const expires = now(plan.expires);
  return {
    cacheControl: now(plan.cacheControl),
    vary: (plan.vary ?? []).flatMap((each) => now<string | readonly string[]>(each) ?? []),
    expires: expires === undefined ? undefined : expiryField(run, expires),
    personal: plan.personal,
  };
}

function ask<T>(run: ActionRun, fn: ActionFunction<T>): Awaitable<T> {
  return fn(run.controller, run.args);
}

function expiryField(run: ActionRun, expires: Date | number): string {
  return legal('@Expires', run, () => formatHttpDate(expiryDate(expires)));
}

function expiryDate(expires: Date | number): Date | number {
  if (typeof expires !== 'number') return expires;
  if (expires >= 0) return Date.now() + expires * 1000;
  throw new TypeError(`it takes a Date or seconds from now, 0 or more, not ${expires}`);
}
