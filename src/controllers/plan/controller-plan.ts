import type { ControllerPlan } from './action-plan';

const CONTROLLER_PLAN = Symbol.for('routing-controllers-etag/controller-plan');

/** The plan of a controller class itself, without those of its base classes. */
export function controllerPlan(controller: Function): ControllerPlan {
  const target = controller as Function & { [CONTROLLER_PLAN]?: ControllerPlan };
  if (!Object.hasOwn(target, CONTROLLER_PLAN)) Object.defineProperty(target, CONTROLLER_PLAN, { value: {} });
  return target[CONTROLLER_PLAN] as ControllerPlan;
}

/** A class and its base classes, the class first. */
export function withBaseClasses(controller: Function): Function[] {
  const classes: Function[] = [];
  for (let each = controller; typeof each === 'function' && each.prototype; each = Object.getPrototypeOf(each)) {
    classes.push(each);
  }
  return classes;
}
