/** A warning of the process. */
export type Warning = Error & { readonly code?: string };

/** The warnings that come from now on. */
export interface Warnings {
  readonly list: readonly Warning[];
  codes(): (string | undefined)[];
  /** Waits for the first one with this code. */
  first(code: string): Promise<Warning>;
}

let listener: ((warning: Warning) => void) | undefined;

/**
 * Collects the warnings of this process until the next test collects its own. The clock goes on by an hour, so that no
 * warning is held back because an earlier test has had the same one.
 */
export function warnings(): Warnings {
  anHourPasses();
  if (listener !== undefined) process.off('warning', listener);
  const list: Warning[] = [];
  const waiting = new Set<() => void>();
  listener = (warning) => {
    list.push(warning);
    for (const look of [...waiting]) look();
  };
  process.on('warning', listener);
  return {
    list,
    codes: () => list.map(({ code }) => code),
    first: (code) =>
      new Promise((resolve) => {
        const look = () => {
          const found = list.find((warning) => warning.code === code);
          if (found === undefined) return;
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

/** Lets the clock that warnings are counted by go on. */
export function anHourPasses(): void {
  const now = performance.now.bind(performance);
  performance.now = () => now() + 3_600_000;
}
