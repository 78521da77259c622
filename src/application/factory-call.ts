/**
 * Refuses the arguments that a framework gives to middleware: the factory itself was registered, and not what it makes.
 *
 * @param name - the factory's
 * @param args - what it was called with
 * @throws TypeError
 */
export function requireFactoryCall(name: string, args: readonly unknown[]): void {
  if (args.length > 1) throw new TypeError(`${name} makes what is to be registered: write ${name}() in its place`);
}
