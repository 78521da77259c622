import 'reflect-metadata';
import { Get, JsonController } from 'routing-controllers';

/**
 * A controller of actions that differ in their decorators alone: each is a `GET` under its name, and answers `{}`.
 *
 * @param actions - the decorators of each, the outermost first
 * @param ofClass - decorators of the class, the outermost first
 */
export function controllerOf(
  path: string,
  actions: Readonly<Record<string, readonly Function[]>>,
  ...ofClass: Function[]
): Function {
  class Described {}
  for (const [name, decorators] of Object.entries(actions)) {
    const method = { value: () => ({}), writable: true, enumerable: false, configurable: true };
    const all = [Get(`/${name}`), ...decorators] as MethodDecorator[];
    Object.defineProperty(
      Described.prototype,
      name,
      Reflect.decorate(all, Described.prototype, name, method) ?? method,
    );
  }
  return Reflect.decorate([...ofClass, JsonController(path)] as ClassDecorator[], Described);
}

/** What the action does instead. */
export function does(method: (...args: never[]) => unknown): MethodDecorator {
  return (_prototype, _name, descriptor) => {
    descriptor.value = method as never;
  };
}

/** What the action takes as its only parameter. */
export function takes(parameter: Function): MethodDecorator {
  return (prototype, name) => parameter(prototype, name, 0);
}
