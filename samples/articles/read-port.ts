/** Reads the number of a port. Default 3000. */
export function readPort(text = '3000'): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new Error(`PORT=${text} is not a port: use a number from 0 (any free port) to 65535`);
}
