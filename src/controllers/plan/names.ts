/** The names whose versions make up a tag; `null` or `undefined` if there is no representation. */
export type Names = string | readonly string[] | null | undefined;

/** One name or several, as a list. */
export function listed(names: string | readonly string[]): readonly string[] {
  return typeof names === 'string' ? [names] : names;
}

/**
 * Checks the names that a function of the application has returned. Anything else would become one name for everything.
 *
 * @param place - the decorator and action, such as `@Touches on ArticleController.update`
 * @throws TypeError for a value that is not a name or a list of names
 */
export function requireNames(place: string, names: string | readonly string[]): readonly string[] {
  const list: unknown = listed(names);
  if (Array.isArray(list) && list.every(isName)) return list;
  throw new TypeError(`${place}: the function returned ${describeWrong(list)}: return one name or several`);
}

/** The trace of an object that was converted to a string. */
const OBJECT_IN_TEXT = /\[object \w+\]/;

/** Whether a value can be the name of one thing. */
export function isName(value: unknown): value is string {
  return typeof value === 'string' && !OBJECT_IN_TEXT.test(value);
}

function describeWrong(list: unknown): string {
  const wrong: unknown = Array.isArray(list) ? list.find((name) => !isName(name)) : list;
  if (typeof wrong !== 'string') return `${String(wrong)}${wrong === undefined ? ' (is a return missing?)' : ''}`;
  return `${JSON.stringify(wrong)}, with an object in it (is an await missing?)`;
}
