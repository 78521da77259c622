/** Reads the number of a port; 3000 where there is none. */
export function readPort(text = '3000'): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65535) return port;
  throw new Error(`PORT=${text} is no port: take a number from 0 (any free port) to 65535`);
}
