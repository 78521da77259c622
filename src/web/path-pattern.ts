/**
 * A path pattern in which `*` matches any text, including slashes. Like the routers of Koa, Express and
 * routing-controllers by default, it ignores case and one trailing slash.
 */
export class PathPattern {
  readonly #start: string;
  /** The pieces between the first `*` and the last, in order. */
  readonly #middle: readonly string[];
  /** The text after the last `*`; `undefined` if there is no `*`. */
  readonly #end: string | undefined;

  /** @throws TypeError for a pattern that no decoded path can match */
  constructor(readonly text: string) {
    const [start = '', ...rest] = requirePattern(text).toLowerCase().split('*');
    this.#start = start;
    this.#end = rest.pop();
    this.#middle = rest;
  }

  /** @param path - decoded, without the query */
  matches(path: string): boolean {
    const compared = path.toLowerCase();
    return this.#isWhole(compared) || (compared.endsWith('/') && this.#isWhole(compared.slice(0, -1)));
  }

  /**
   * Whether this pattern matches every path that another one matches. Matching the other's text is enough, because only
   * a `*` matches a `*`.
   */
  covers(other: PathPattern): boolean {
    return this.matches(other.text);
  }

  /** Takes the first match of each piece, in linear time. A regular expression would backtrack. */
  #isWhole(path: string): boolean {
    if (this.#end === undefined) return path === this.#start;
    if (!path.startsWith(this.#start)) return false;
    let position = this.#start.length;
    for (const piece of this.#middle) {
      const found = path.indexOf(piece, position);
      if (found === -1) return false;
      position = found + piece.length;
    }
    return path.endsWith(this.#end) && path.length - this.#end.length >= position;
  }
}

function requirePattern(text: string): string {
  if (!/^[/*]/.test(text)) throw new TypeError('a pattern begins with "/" or "*"');
  if (/[?#]/.test(text)) throw new TypeError('the query is not part of the path: leave it out');
  if (/%[0-9a-f]{2}/i.test(text))
    throw new TypeError('the path is decoded before it is compared: write the pattern decoded');
  return text;
}
