import { pathKey } from '../../application/path-key';
import type { ActionRun } from './action-run';

/** Matches a pattern with anything but text and `:names`. */
const MORE_THAN_NAMES = /[(){}*?+\\]/;

/**
 * The default key of a turn: the route's pattern with the converted values of its path parameters, regardless of their
 * names, so that all spellings of a path to one resource have the same key. Merging two resources costs only waiting;
 * separating one would lose a write.
 */
export function resourceKey(run: ActionRun): string {
  const { fullRoute } = run.call.metadata;
  if (typeof fullRoute !== 'string' || MORE_THAN_NAMES.test(fullRoute)) return pathKey(run.exchange.path);
  const parameters = convertedParameters(run);
  const values: string[] = [];
  const pattern = fullRoute.replace(/:(\w+)/g, (_, name: string) => {
    values.push(keyText(parameters.get(name) ?? run.call.params[name]));
    return ':';
  });
  return JSON.stringify([pattern.replace(/\/+$/, '').toLowerCase(), ...values]);
}

/** The path parameters by name, as the action receives them. */
function convertedParameters({ call, args }: ActionRun): Map<string, unknown> {
  const { params } = call.metadata;
  // An application can insert arguments before the declared ones.
  const offset = args.length - params.length;
  const values = new Map<string, unknown>();
  params.forEach(({ type, name }, position) => {
    const value = args[position + offset];
    if (type === 'param') values.set(name as string, value);
    if (type === 'params') for (const [each, of] of Object.entries(value ?? {})) values.set(each, of);
  });
  return values;
}

/** Case is ignored, because databases often ignore it in comparisons. */
function keyText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) return JSON.stringify(value).toLowerCase();
  return String(value).toLowerCase();
}
