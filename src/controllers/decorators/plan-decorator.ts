import { connectActions } from '../driver/connect-actions';
import { registerAction } from '../driver/register-action';
import type { ActionPlan, ControllerPlan } from '../plan/action-plan';
import { registerAllActions } from '../plan/action-registry';
import { controllerPlan } from '../plan/controller-plan';
import type { ClassOrActionDecorator } from './action-decorator';

/**
 * Makes a method decorator that adds a part to the action's plan.
 *
 * @param decorator - the name of the decorator, for error messages
 * @throws TypeError, when the class is defined, if it does not decorate a method
 */
export function planDecorator(decorator: string, add: (plan: ActionPlan) => void) {
  return (prototype: object, name: string | symbol, descriptor: { value?: unknown }): void =>
    add(planOf(decorator, prototype, name, descriptor));
}

function planOf(
  decorator: string,
  prototype: object,
  name: string | symbol | undefined,
  descriptor: { value?: unknown } | undefined,
): ActionPlan {
  if (name !== undefined && typeof descriptor?.value === 'function') return registerAction(prototype, name, descriptor);
  const place =
    name === undefined ? `the class ${nameOf(prototype)}` : `${prototype.constructor?.name}.${String(name)}`;
  throw new TypeError(`${decorator} on ${place}: it can only be used on controller methods`);
}

function nameOf(target: object): string {
  return typeof target === 'function' ? target.name : (target.constructor?.name ?? '');
}

/** Makes a decorator that adds a part to the plan of an action, or to the plan of a controller for all its actions. */
export function controllerDecorator(
  decorator: string,
  add: (plan: ControllerPlan & { readonly action?: string }) => void,
): ClassOrActionDecorator {
  return (target: object, name?: string | symbol, descriptor?: { value?: unknown }) => {
    if (typeof target !== 'function') return add(planOf(decorator, target, name, descriptor));
    add(controllerPlan(target));
    registerAllActions(target);
    connectActions();
  };
}

/**
 * Requires the argument of a decorator to be a function.
 *
 * @throws TypeError, when the class is defined
 */
export function requireFunction(decorator: string, fn: unknown, example: string): void {
  if (typeof fn !== 'function')
    throw new TypeError(`${decorator} takes a function, such as ${example}, not ${shown(fn)}`);
}

/**
 * Requires a decorator without arguments to be called: otherwise it receives the decorated class or method.
 *
 * @throws TypeError, when the class is defined
 */
export function requireCall(decorator: string, args: readonly unknown[]): void {
  if (args.length > 0) throw new TypeError(`${decorator} takes no arguments: write ${decorator}()`);
}

/**
 * Requires a decorator not to be applied twice.
 *
 * @throws TypeError, when the class is defined
 */
export function requireOnce(decorator: string, plan: { readonly action?: string }, present: unknown): void {
  if (present !== undefined)
    throw new TypeError(`${decorator}${plan.action ? ` on ${plan.action}` : ''}: it is applied twice`);
}

function shown(value: unknown): string {
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
