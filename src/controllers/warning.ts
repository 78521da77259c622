/** An action, as routing-controllers' metadata name it. */
export interface WarnedAction {
  /** The controller that serves it. */
  readonly target: Function;
  readonly method: string;
}

/** The codes of the warnings that each controller has had, each with the method's name. */
const warned = new WeakMap<Function, Set<string>>();

/**
 * Warns of an action, once for each code: Node prints it, `process.on('warning')` gets it, `--disable-warning=CODE` turns one code
 * off, and `--disable-warning=ETagWarning` all of them.
 *
 * @param message - what follows the action's name in a sentence
 */
export function warnOfAction({ target, method }: WarnedAction, code: string, message: string): void {
  const codes = warned.get(target) ?? new Set();
  warned.set(target, codes);
  // A method may be named by a symbol.
  const name = String(method);
  const key = `${code} ${name}`;
  if (codes.has(key)) return;
  codes.add(key);
  process.emitWarning(`${target.name}.${name} ${message}`, { code, type: 'ETagWarning' });
}
