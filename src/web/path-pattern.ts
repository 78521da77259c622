/**
 * A pattern of paths in which `*` stands for any text, slashes included. It is compared as the routers of Koa, Express and
 * routing-controllers compare by default: without regard to case, or to one slash at the end of the path.
 */
export class PathPattern {
  readonly #start: string;
  /** What is between the first `*` and the last, in order. */
  readonly #middle: readonly string[];
  /** What is behind the last `*`; `undefined` if there is no `*`. */
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

  /** Whether this pattern matches all paths that another one matches: only a `*` can take the place of a `*`. */
  covers(other: PathPattern): boolean {
    return this.matches(other.text);
  }

  /** Takes the first place where a piece fits. (A regular expression would try them all, in a time that can be endless.) */
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
  if (/[?#]/.test(text)) throw new TypeError('the query is not a part of the path');
  if (/%[0-9a-f]{2}/i.test(text)) throw new TypeError('the path is decoded before it is compared: write it so');
  return text;
}
