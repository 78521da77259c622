import type { HttpExchange } from './http-exchange';

const warned = new Set<string>();

/** Warns about a plain route, once for each code. Routes that the framework does not name share one warning. */
export function warnOfRoute({ method, route }: HttpExchange, code: string, message: string): void {
  const name = route === undefined ? 'A plain route' : `The route ${method} ${route}`;
  const key = `${code} ${name}`;
  if (warned.has(key)) return;
  warned.add(key);
  process.emitWarning(`${name} ${message}`, { code, type: 'ETagWarning' });
}
