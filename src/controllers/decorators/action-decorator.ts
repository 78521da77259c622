import type { ActionPlan } from './action-plan';
import { registerAction, registerActions } from './action-registry';
import { conditionalAction } from './conditional-action';
import { type ControllerPlan, controllerPlan } from './declarations';

/** Any method, whatever its parameters. */
export type AnyMethod = (...args: never[]) => unknown;

/** A decorator of any action. */
export type PlainActionDecorator = <M extends AnyMethod>(
  prototype: object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M>,
) => void;

/**
 * A decorator of an action whose arguments functions of type `(this: This, ...args: Args)` can take, and others of type
 * `(this: This, ...args: OtherArgs)`.
 */
export type ActionDecorator<This, Args extends readonly unknown[], OtherArgs extends readonly unknown[] = Args> = <
  M extends AnyMethod,
>(
  prototype: This & object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M> & TakesArgumentsOf<M, Args> & TakesArgumentsOf<M, OtherArgs>,
) => void;

/** A decorator of an action whose result, awaited and neither `null` nor `undefined`, is a `Result`. */
export type ResultDecorator<This, Result> = <M extends AnyMethod>(
  prototype: This & object,
  name: string | symbol,
  descriptor: TypedPropertyDescriptor<M> & TakesResultOf<M, Result>,
) => void;

type TakesArgumentsOf<M extends AnyMethod, Args extends readonly unknown[]> = ((...args: Args) => void) extends (
  ...args: Parameters<M>
) => void
  ? unknown
  : { readonly 'the function takes other arguments than the action': Parameters<M> };

type TakesResultOf<M extends AnyMethod, Result> =
  NonNullable<Awaited<ReturnType<M>>> extends Result
    ? unknown
    : { readonly 'the function takes another value than the action returns': Awaited<ReturnType<M>> };

/**
 * Makes a method decorator that sets a part of the action's plan.
 *
 * @param decorator its name, for error messages
 */
export function planDecorator<K extends keyof ActionPlan>(decorator: string, key: K, value: ActionPlan[K]) {
  return (prototype: object, name: string | symbol, descriptor: { value?: unknown }): void => {
    const plan = planOf(decorator, prototype, name, descriptor);
    if (plan[key] !== undefined) throw new TypeError(`${decorator} on ${plan.action}: it is there twice`);
    plan[key] = value;
  };
}

function planOf(
  decorator: string,
  prototype: object,
  name: string | symbol,
  descriptor: { value?: unknown } | undefined,
): ActionPlan {
  if (typeof descriptor?.value === 'function') return registerAction(prototype, name, conditionalAction, descriptor);
  throw new TypeError(`${decorator} on ${prototype.constructor?.name}.${String(name)}: it decorates actions only`);
}

/** A decorator of a controller, for all of its actions, or of one action. */
export interface ClassOrActionDecorator {
  (controller: Function): void;
  <M extends AnyMethod>(prototype: object, name: string | symbol, descriptor: TypedPropertyDescriptor<M>): void;
}

/** Makes a decorator that extends the plan of an action, or of a controller and so of all of its actions. */
export function controllerDecorator(decorator: string, extend: (plan: ControllerPlan) => void): ClassOrActionDecorator {
  return (target: object, name?: string | symbol, descriptor?: { value?: unknown }) => {
    if (typeof target !== 'function') return extend(planOf(decorator, target, name as string, descriptor));
    extend(controllerPlan(target));
    registerActions(target, conditionalAction);
  };
}
