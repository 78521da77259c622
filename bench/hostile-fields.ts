import { type EntityTag, formatEntityTag, type Outcome } from 'routing-controllers-etag/http';

/** A request that is designed to be as expensive as possible. */
export interface HostileField {
  readonly name: string;
  readonly method: string;
  /** The field line; its value has this length. */
  readonly line: (length: number) => string;
  readonly outcome: Outcome;
}

/** The fields for a resource whose tag the client knows; without the tag, a read would end early. */
export function hostileFields(etag: EntityTag): HostileField[] {
  const tag = formatEntityTag(etag);
  const almost = formatEntityTag({ value: `${etag.value.slice(0, -1)}~`, weak: false });
  const lists = [
    { name: 'tags of no character', item: '"",', matches: true },
    { name: 'tags of one character', item: '"a",', matches: true },
    { name: 'weak tags', item: 'W/"a",', matches: true },
    { name: 'tags that differ in the last character', item: `${almost},`, matches: true },
    { name: 'commas', item: ',', matches: true },
    { name: 'tabs', item: '\t', before: ',', matches: true },
    { name: 'one long tag', item: 'a', before: '"', after: '",', matches: true },
    { name: 'a tag that does not end', item: 'a', before: `${tag},"`, after: '', last: 'a', matches: false },
    { name: 'quotes that do not pair', item: '"",', before: `${tag},`, after: '', last: '"', matches: false },
  ].map(({ name, item, before = '', after = '', last = tag, matches }) => ({
    name,
    matches,
    value: (length: number) => `${filled(before, item, length - after.length - last.length)}${after}${last}`,
  }));
  const dates = [
    { name: 'digits', value: (length: number) => filled('', '1', length) },
    { name: 'a date, and more', value: (length: number) => filled('Wednesday, 01-Jan-25 00:00:00 GMT', 'T', length) },
  ];
  return [
    ...lists.map(({ name, value, matches }) => ({
      name: `If-None-Match: ${name}`,
      method: 'GET',
      line: (length: number) => `If-None-Match: ${value(length)}`,
      outcome: matches ? ('not-modified' as const) : ('proceed' as const),
    })),
    ...lists.map(({ name, value, matches }) => ({
      name: `If-Match: ${name}`,
      method: 'PUT',
      line: (length: number) => `If-Match: ${value(length)}`,
      outcome: matches ? ('proceed' as const) : ('precondition-failed' as const),
    })),
    ...dates.map(({ name, value }) => ({
      name: `If-Modified-Since: ${name}`,
      method: 'GET',
      line: (length: number) => `If-Modified-Since: ${value(length)}`,
      outcome: 'proceed' as const,
    })),
  ];
}

/** Repeats an item and fills up with commas, which are empty members of a list. */
function filled(start: string, item: string, length: number): string {
  return (start + item.repeat(Math.floor((length - start.length) / item.length))).padEnd(length, ',');
}
