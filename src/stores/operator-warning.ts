const MINUTE = 60_000;

const lastTold = new Map<string, number>();

/**
 * Warns the operator by `process.emitWarning`, at most once a minute for each code. Node's `--disable-warning=CODE` turns one code
 * off, `--disable-warning=ETagWarning` all of them.
 *
 * @param message - is asked for the text if it is time for one
 */
export function warnOperator(code: string, message: () => string): void {
  const now = performance.now();
  if (now - (lastTold.get(code) ?? Number.NEGATIVE_INFINITY) < MINUTE) return;
  lastTold.set(code, now);
  process.emitWarning(message(), { type: 'ETagWarning', code });
}

/** What a cause says, for the operator's eyes only. */
export function textOf(cause: unknown): string {
  if (cause instanceof AggregateError) return cause.errors.map(String).join(', ');
  return cause instanceof Error && cause.cause !== undefined ? `${cause}: ${cause.cause}` : String(cause);
}
