/**
 * Throws if a factory is called with the arguments of middleware, because it was registered itself instead of its
 * result.
 *
 * @param name - the name of the factory
 * @param args - the arguments of the call
 * @throws TypeError if there is more than one argument
 */
export function requireFactoryCall(name: string, args: readonly unknown[]): void {
  if (args.length > 1) throw new TypeError(`${name} is a factory of middleware: register ${name}() instead`);
}
