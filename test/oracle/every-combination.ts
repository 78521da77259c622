import type { FieldName, Representation, Request } from './rfc9110';

const OPAQUE = 'v,1~';
const SECOND = Date.parse('2020-06-01T12:00:00Z');
const MODIFIED = SECOND + 700;

/** What a resource can be, by the name that it has in a path. */
export const RESOURCES: Readonly<Record<string, Representation | null>> = {
  absent: null,
  bare: {},
  strong: { etag: `"${OPAQUE}"` },
  weak: { etag: `W/"${OPAQUE}"` },
  dated: { lastModified: MODIFIED },
  'strong-dated': { etag: `"${OPAQUE}"`, lastModified: MODIFIED },
  'weak-dated': { etag: `W/"${OPAQUE}"`, lastModified: MODIFIED },
};

export const METHODS = ['GET', 'HEAD', 'QUERY', 'PUT', 'PATCH', 'POST', 'DELETE', 'OPTIONS'];

type Lines = readonly string[];

/** A tag field in each of its kinds; the comma in the tag and obs-text in another part the parsers from the splitters. */
export const TAG_FIELDS: Readonly<Record<string, Lines>> = {
  absent: [],
  any: ['*'],
  matching: [`"${OPAQUE}"`],
  'weak-matching': [`W/"${OPAQUE}"`],
  other: ['"v"'],
  list: ['"v",, W/"1~", "\xe9"', `,"${OPAQUE}"`],
  malformed: [`"${OPAQUE}", v`],
  empty: [''],
};

const EARLIER = 'Mon, 01 Jun 2020 11:59:59 GMT';
const EQUAL = 'Mon, 01 Jun 2020 12:00:00 GMT';
const LATER = 'Mon, 01 Jun 2020 12:00:01 GMT';

/** `Date.parse` takes the invalid one for a date in the past; and the repeated ones would fail, if they counted. */
export const UNMODIFIED_SINCE: Readonly<Record<string, Lines>> = {
  absent: [],
  earlier: [EARLIER],
  equal: [EQUAL],
  later: [LATER],
  invalid: ['0'],
  repeated: [EARLIER, EARLIER],
};

/** `Date.parse` takes the invalid one for a date in the future; and the repeated ones would be a 304, if they counted. */
export const MODIFIED_SINCE: Readonly<Record<string, Lines>> = {
  absent: [],
  earlier: [EARLIER],
  equal: [EQUAL],
  later: [LATER],
  invalid: ['9999'],
  repeated: [EQUAL, EQUAL],
};

export interface Combination {
  /** What the case is, in the words of the tables above. */
  readonly name: string;
  readonly request: Request;
  readonly resource: string;
}

const SIZES = [RESOURCES, METHODS, TAG_FIELDS, UNMODIFIED_SINCE, TAG_FIELDS, MODIFIED_SINCE].map(
  (table) => Object.keys(table).length,
);

/** How many combinations there are. */
export const COMBINATIONS = SIZES.reduce((product, size) => product * size, 1);

/** The combination of a number: its digits, in a base of the tables' sizes, are the rows. */
export function combination(index: number): Combination {
  const rows: number[] = [];
  let rest = index;
  for (const size of SIZES) {
    rows.push(rest % size);
    rest = Math.floor(rest / size);
  }
  const [resource = 0, method = 0, ifMatch = 0, ifUnmodifiedSince = 0, ifNoneMatch = 0, ifModifiedSince = 0] = rows;
  const fields = [
    row('If-Match', TAG_FIELDS, ifMatch),
    row('If-Unmodified-Since', UNMODIFIED_SINCE, ifUnmodifiedSince),
    row('If-None-Match', TAG_FIELDS, ifNoneMatch),
    row('If-Modified-Since', MODIFIED_SINCE, ifModifiedSince),
  ];
  const resourceName = Object.keys(RESOURCES)[resource] as string;
  return {
    name: [`${METHODS[method]} on ${resourceName}`, ...fields.map(({ name }) => name)].join(', '),
    request: { method: METHODS[method] as string, lines: fields.flatMap(({ lines }) => lines) },
    resource: resourceName,
  };
}

function row(field: FieldName, table: Readonly<Record<string, Lines>>, index: number) {
  const [kind, values] = Object.entries(table)[index] as [string, Lines];
  return { name: `${field} ${kind}`, lines: values.map((value) => [field, value] as const) };
}
