const warned = new Set<string>();

/**
 * Warns of an action, once: Node prints it, `process.on('warning')` gets it, and
 * `--disable-warning=CODE` turns it off.
 *
 * @param action - the action's name
 * @param code - the warning's
 */
export function warnOfAction(action: string, code: string, message: string): void {
  const key = `${code} ${action}`;
  if (warned.has(key)) return;
  warned.add(key);
  process.emitWarning(`${action} ${message}`, { code, type: 'ETagWarning' });
}
