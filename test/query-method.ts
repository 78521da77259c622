import { METHODS } from 'node:http';
import { sep } from 'node:path';

const known = new Set(METHODS);

/** Whether a server of this Node can be asked with the method: the parser of Node 20.19.0 and 20.19.1 refuses QUERY. */
export function isKnownToNode(method: string): boolean {
  return known.has(method);
}

// Routers make their methods of this list when they are loaded. With it, routes of QUERY can be declared on every Node.
if (!known.has('QUERY')) METHODS.push('QUERY');

/** Pure functions take any method; all other tests send theirs to a server. */
const PURE = `${sep}test${sep}http${sep}`;

/** Skips the tests that name QUERY where no server can be asked with it. */
export const mochaHooks = {
  beforeEach(this: Mocha.Context) {
    const { currentTest } = this;
    if (currentTest === undefined || isKnownToNode('QUERY') || currentTest.file?.includes(PURE)) return;
    if (/\bQUERY\b/.test(currentTest.fullTitle())) this.skip();
  },
};
