/** Waits until the program is told to stop, by Ctrl+C or by its supervisor; being told again does not hurry it. */
export function stopSignal(): Promise<NodeJS.Signals> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, resolve);
  });
}
