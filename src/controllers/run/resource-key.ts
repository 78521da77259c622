import { pathKey } from '../../application/path-key';
import type { ActionRun } from './action-run';

/** A pattern that is not only text and `:names`. */
const MORE_THAN_NAMES = /[(){}*?+\\]/;

/**
 * The default key of a turn: the route's pattern with the converted values of its path parameters, whatever their names, so
 * that all spellings of a path that reach one resource are one key. A turn too much costs time, not a write.
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

/** The values that the action gets of its path parameters, by their names. */
function convertedParameters({ call, args }: ActionRun): Map<string, unknown> {
  const { params } = call.metadata;
  // An application can put arguments in front of those that are declared.
  const offset = args.length - params.length;
  const values = new Map<string, unknown>();
  params.forEach(({ type, name }, position) => {
    const value = args[position + offset];
    if (type === 'param') values.set(name as string, value);
    if (type === 'params') for (const [each, of] of Object.entries(value ?? {})) values.set(each, of);
  });
  return values;
}

/** Databases often compare texts without regard to case. */
function keyText(value: unknown): string {
  if (value instanceof Date) return value.toISOString();
  if (typeof value === 'object' && value !== null) return JSON.stringify(value).toLowerCase();
  return String(value).toLowerCase();
}
