import type { Fields } from '../request';

/** Two requests, and whether the second one waits until the first one has been carried out. */
export interface TurnCase {
  readonly rule: string;
  /** Method and path; sent with `If-Match: "v1"`, if nothing else is said. */
  readonly first: string;
  readonly firstWith?: Fields;
  readonly second: string;
  readonly with?: Fields;
  readonly waits: boolean;
}

const UNCONDITIONAL = {};
const FIRST = 'PUT /things/1';

export const turns: readonly TurnCase[] = [
  // Conditional writes take turns for each resource
  { rule: 'two writes to one resource take turns', first: FIRST, second: 'PUT /things/1', waits: true },
  { rule: 'whatever their methods', first: FIRST, second: 'DELETE /things/1', waits: true },
  { rule: 'PATCH too', first: 'PATCH /things/1', second: 'PUT /things/1', waits: true },
  { rule: 'POST too', first: 'POST /things/1', second: 'POST /things/1', waits: true },
  {
    rule: 'If-None-Match is a precondition',
    first: FIRST,
    second: 'PUT /things/1',
    with: { 'If-None-Match': '"other"' },
    waits: true,
  },
  {
    rule: 'If-Unmodified-Since is a precondition',
    first: 'PUT /dated/1',
    firstWith: { 'If-Unmodified-Since': 'Sun, 06 Nov 1994 08:49:37 GMT' },
    second: 'PUT /dated/1',
    with: { 'If-Unmodified-Since': 'Sun, 06 Nov 1994 08:49:37 GMT' },
    waits: true,
  },
  { rule: 'an action that evaluates by itself takes turns', first: 'PUT /own/1', second: 'PUT /own/1', waits: true },

  // Half of the writers (fault 5): an unconditional write must not fall on a version that another has checked
  ...['PUT', 'PATCH', 'DELETE'].map(
    (method): TurnCase => ({
      rule: `${method} without a precondition`,
      first: FIRST,
      second: `${method} /things/1`,
      with: UNCONDITIONAL,
      waits: true,
    }),
  ),
  {
    rule: 'a conditional write waits for an unconditional one',
    first: FIRST,
    firstWith: UNCONDITIONAL,
    second: 'PUT /things/1',
    waits: true,
  },

  // A turn is for one resource
  { rule: 'writes to two resources do not wait', first: FIRST, second: 'PUT /things/2', waits: false },
  { rule: 'nor to what is below another one', first: FIRST, second: 'PUT /things/1/parts/1', waits: false },
  { rule: 'the query names no other resource', first: FIRST, second: 'PUT /things/1?fields=all', waits: true },

  // The same resource, spelled in another way
  { rule: 'a slash at the end', first: FIRST, second: 'PUT /things/1/', waits: true },
  { rule: 'capitals in the route', first: FIRST, second: 'PUT /THINGS/1', waits: true },
  { rule: 'an escaped digit', first: FIRST, second: 'PUT /things/%31', waits: true },
  { rule: 'escapes in capitals', first: 'PUT /things/%c3%a9', second: 'PUT /things/%C3%A9', waits: true },
  {
    rule: 'an escape beside one that is no UTF-8',
    first: 'PUT /things/1/parts/%ff',
    second: 'PUT /things/%31/parts/%ff',
    waits: true,
  },

  // Who never waits
  {
    rule: 'POST without a precondition: it creates',
    first: FIRST,
    second: 'POST /things/1',
    with: UNCONDITIONAL,
    waits: false,
  },
  { rule: 'a read', first: FIRST, second: 'GET /things/1', with: UNCONDITIONAL, waits: false },
  { rule: 'a conditional read', first: FIRST, second: 'GET /things/1', waits: false },
  { rule: 'a conditional HEAD', first: FIRST, second: 'HEAD /things/1', waits: false },
  { rule: 'a conditional QUERY', first: FIRST, second: 'QUERY /things/1', waits: false },
  { rule: 'OPTIONS, whose conditions do not count', first: FIRST, second: 'OPTIONS /things/1', waits: false },
  { rule: 'a write whose tag is known afterwards only', first: 'PUT /made/1', second: 'PUT /made/1', waits: false },

  // Keys of the application's own
  { rule: 'a key that two paths share', first: 'PUT /keyed/1/a', second: 'PUT /keyed/1/b', waits: true },
  { rule: 'a key that differs', first: 'PUT /keyed/1/a', second: 'PUT /keyed/2/a', waits: false },
  { rule: 'a key that two actions share', first: 'PUT /keyed/1/a', second: 'PUT /as-thing/1', waits: true },
  { rule: '`guard: false`', first: 'PUT /free/1', second: 'PUT /free/1', waits: false },
];
