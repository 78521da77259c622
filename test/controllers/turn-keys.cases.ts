import type { TurnCase } from '../stores/turns.cases';

/** Two spellings of one path are one resource; `waits: false` marks two resources. */
function spellings(rule: string, first: string, others: readonly string[], waits = true): TurnCase[] {
  return others.map((other) => ({ rule, first: `PUT ${first}`, second: `PUT ${other}`, waits }));
}

export const turnKeys: readonly TurnCase[] = [
  ...spellings('one number', '/numbers/7', ['/07', '/7.0', '/0x7', '/+7', '/7e0', '/%207', '/%37', '/7/'].map(below)),
  ...spellings('other numbers', '/numbers/7', ['/numbers/8', '/numbers/-7', '/numbers/7.5'], false),
  ...spellings('capitals in the route', '/numbers/7', ['/NUMBERS/07']),
  ...spellings('one date', '/dates/2026-01-02', ['/dates/2026-01-02T00:00:00Z', '/dates/2026-01-02T01:00:00%2B01:00']),
  ...spellings('other dates', '/dates/2026-01-02', ['/dates/2026-01-03'], false),
  ...spellings('one boolean', '/booleans/true', ['/booleans/1']),
  ...spellings('other booleans', '/booleans/true', ['/booleans/false', '/booleans/0'], false),
  ...spellings('one member of an enum', '/enums/red', ['/enums/%72ed']),
  ...spellings('other members of an enum', '/enums/red', ['/enums/blue'], false),
  ...spellings('a class, of which routing-controllers hands on the text', '/objects/%7B7%7D', ['/objects/%7b%37%7d']),
  ...spellings('other texts of a class', '/objects/%7B7%7D', ['/objects/%7B8%7D'], false),
  ...spellings('one set of parameters', '/sets/7/a', ['/sets/07/a', '/sets/7.0/%61']),
  ...spellings('other sets of parameters', '/sets/7/a', ['/sets/8/a', '/sets/7/b'], false),
  ...spellings('a parameter that the action does not take', '/untaken/a', ['/untaken/%61', '/untaken/A']),
  ...spellings('other values that the action does not take', '/untaken/a', ['/untaken/b'], false),
  ...spellings('a text is what the database may take for the same', '/texts/Ann', ['/texts/ann', '/texts/%41nn']),
  ...spellings('other texts', '/texts/ann', ['/texts/bob'], false),
  ...spellings('an action that is inherited', '/derived/7', ['/derived/%37', '/DERIVED/7/']),
  ...spellings('other resources of it', '/derived/7', ['/derived/8'], false),
  ...spellings('the same action in another controller', '/derived/7', ['/base/7'], false),
  ...spellings('a route that is a regular expression', '/patterns/7', ['/patterns/%37', '/patterns/7/']),
  ...spellings('other paths of it', '/patterns/7', ['/patterns/8'], false),
  ...spellings('values that would be one text when joined', '/pairs/a/b%2Fc', ['/pairs/a%2Fb/c'], false),
  ...spellings('values with the marks of the key', '/pairs/a%22,%22b/c', ['/pairs/a/b%22,%22c'], false),
  {
    rule: 'two actions of one resource, whose parameters have other names',
    first: 'PUT /numbers/7',
    second: 'PATCH /numbers/07',
    waits: true,
  },
  {
    rule: 'an action that takes the number as a text',
    first: 'PUT /numbers/7',
    second: 'DELETE /numbers/%37',
    waits: true,
  },
];

function below(spelling: string): string {
  return `/numbers${spelling}`;
}
