import { UseBefore } from 'routing-controllers';
import type { ActionPlan } from '../plan/action-plan';
import { type Method, type RegisteredAction, registeredAction } from '../plan/action-registry';
import { conditionalAction } from '../run/conditional-action';
import { connectActions } from './connect-actions';

/**
 * Returns the plan of an action, to which each decorator adds its part. The first decorator wraps the method.
 *
 * @param descriptor - the descriptor of a method decorator. A parameter decorator has none, because the compiler's
 *   helper would overwrite its changes; the method is then wrapped at the first request
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

/** Middleware that throws if the action would run without its check. */
function refuseUnconnected(registered: RegisteredAction) {
  return (...args: unknown[]): unknown => {
    if (registered.connected === true) return (args.at(-1) as () => unknown)();
    throw new Error(
      `${registered.plan.action} is not connected to routing-controllers, so nothing would check its preconditions: ` +
        'install version 0.11 of routing-controllers, and one copy of it',
    );
  };
}
