/** An action in routing-controllers' metadata. */
export interface WarnedAction {
  /** The controller that serves it. */
  readonly target: Function;
  readonly method: string;
}

/** The warnings that were given for each controller: codes with the names of methods. */
const warned = new WeakMap<Function, Set<string>>();

/**
 * Warns about an action, once for each code, with `process.emitWarning`. Node's `--disable-warning=CODE` turns off one
 * code, `--disable-warning=ETagWarning` all of them.
 *
 * @param message - the rest of a sentence that starts with the action's name
 */
export function warnOfAction({ target, method }: WarnedAction, code: string, message: string): void {
  const codes = warned.get(target) ?? new Set();
  warned.set(target, codes);
  // The name of a method may be a symbol.
  const name = String(method);
  const key = `${code} ${name}`;
  if (codes.has(key)) return;
  codes.add(key);
  process.emitWarning(`${target.name}.${name} ${message}`, { code, type: 'ETagWarning' });
}
