import { UseBefore } from 'routing-controllers';
import type { ActionPlan } from '../plan/action-plan';
import { type Method, type RegisteredAction, registeredAction } from '../plan/action-registry';
import { conditionalAction } from '../run/conditional-action';
import { connectActions } from './connect-actions';

/**
 * The plan of an action, to which each decorator adds its part. The first one wraps the method.
 *
 * @param descriptor - the method, as a method decorator gets it; without one (as for a parameter decorator, whose changes
 *   the compiler's helper overwrites) the method is wrapped when the first request comes
 */
export function registerAction(prototype: object, name: string | symbol, descriptor?: { value?: unknown }): ActionPlan {
  const registered = registeredAction(prototype, name);
  if (registered.connected === undefined) {
    registered.connected = false;
    UseBefore(refuseUnconnected(registered))(prototype, name as string);
    connectActions();
  }
  if (descriptor !== undefined && registered.wrapped === undefined) {
    registered.wrapped = conditionalAction(descriptor.value as Method);
    descriptor.value = registered.wrapped;
  }
  return registered.plan;
}

/** Middleware that lets no request reach an action that would run without its check. */
function refuseUnconnected(registered: RegisteredAction) {
  return (...args: unknown[]): unknown => {
    if (registered.connected === true) return (args.at(-1) as () => unknown)();
    throw new Error(
      `${registered.plan.action} is not connected to routing-controllers, so nothing would check its preconditions: ` +
        'install version 0.11 of routing-controllers, and one copy of it',
    );
  };
}
