/** What names the versions that an action's representation is made of; `null` or `undefined` if there is no representation. */
export type Names = string | readonly string[] | null | undefined;

/** One name or several, as a list. */
export function listed(names: string | readonly string[]): readonly string[] {
  return typeof names === 'string' ? [names] : names;
}

/**
 * Checks names that a function of the application has given: what is no name would be one name for everything.
 *
 * @param place - whose function it is, such as `@Touches on ArticleController.update`
 * @throws TypeError
 */
export function requireNames(place: string, names: string | readonly string[]): readonly string[] {
  const list: unknown = listed(names);
  if (Array.isArray(list) && list.every(isName)) return list;
  throw new TypeError(`${place}: the function gave ${describeWrong(list)}: let it return one name or several`);
}

/** What an object that was put into a text leaves there. */
const OBJECT_IN_TEXT = /\[object \w+\]/;

/** Whether a value can stand for one thing among others. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && !OBJECT_IN_TEXT.test(value);
}

function describeWrong(list: unknown): string {
  const wrong: unknown = Array.isArray(list) ? list.find((name) => !isName(name)) : list;
  if (typeof wrong !== 'string') return `${String(wrong)}${wrong === undefined ? ' (it may lack a return)' : ''}`;
  return `${JSON.stringify(wrong)}, with an object in it (it may lack an await)`;
}
