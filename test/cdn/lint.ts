import { type BareItem, parseDictionary, parseList } from 'structured-headers';
import type { Answer } from '../request';

const SAFE_METHODS = ['GET', 'HEAD', 'OPTIONS', 'TRACE'];

const SECONDS = ['max-age', 's-maxage', 'stale-while-revalidate', 'stale-if-error'];
const FLAGS = ['must-revalidate', 'no-cache', 'no-store', 'public', 'private'];

/**
 * Checks the fields for shared caches by the rules of httplint, and returns what is wrong with them.
 *
 * @see https://github.com/mnot/httplint: cache_groups.py, cache_group_invalidation.py and cdn_cache_control.py
 */
export function lint(method: string, headers: Answer['headers']): string[] {
  const {
    'cache-groups': groups,
    'cache-group-invalidation': invalidated,
    'cdn-cache-control': cdn,
  } = headers as Record<string, string | undefined>;
  return [
    ...groupFaults('Cache-Groups', groups),
    ...groupFaults('Cache-Group-Invalidation', invalidated),
    ...(invalidated !== undefined && SAFE_METHODS.includes(method) ? ['Cache-Group-Invalidation is ignored'] : []),
    ...directiveFaults(cdn),
  ];
}

function groupFaults(field: string, value: string | undefined): string[] {
  if (value === undefined) return [];
  const members = parsed(() => parseList(value));
  if (members === undefined) return [`${field} is not a List`];
  return members.every(([member]) => typeof member === 'string') ? [] : [`${field} has a member that is not a String`];
}

function directiveFaults(value: string | undefined): string[] {
  if (value === undefined) return [];
  const directives = parsed(() => parseDictionary(value));
  if (directives === undefined) return ['CDN-Cache-Control is not a Dictionary'];
  return [...directives].flatMap(([name, [item]]) =>
    isValid(name, item as BareItem) ? [] : [`CDN-Cache-Control has another type of ${name}`],
  );
}

function isValid(directive: string, value: BareItem): boolean {
  if (SECONDS.includes(directive)) return Number.isInteger(value);
  return !FLAGS.includes(directive) || value === true;
}

function parsed<Parsed>(parse: () => Parsed): Parsed | undefined {
  try {
    return parse();
  } catch {
    return undefined;
  }
}
