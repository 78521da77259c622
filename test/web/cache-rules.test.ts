import { expect } from 'chai';
import fc from 'fast-check';
import { growthOfTime } from '../http/growth-of-time';
import { matchingCases, orders, refusedRules } from './cache-rules.cases';

/** Below the entry points of the package. */
const { CacheRules } = require('../../../dist/web/cache-rules.js') as typeof import('../../dist/web/cache-rules');

function isMatched(pattern: string, path: string): boolean {
  return new CacheRules({ [pattern]: { noCache: true } }).cacheControlFor(path) !== undefined;
}

describe('cache rules by path', () => {
  describe('a pattern', () => {
    for (const { rule, pattern, matched, others } of matchingCases) {
      it(`${JSON.stringify(pattern)}: ${rule}`, () => {
        for (const path of matched) expect(isMatched(pattern, path), `${path} matches`).to.equal(true);
        for (const path of others) expect(isMatched(pattern, path), `${path} does not match`).to.equal(false);
      });
    }

    it('matches as the regular expression does in which each * is "any text"', () => {
      const anyText = fc.string({ unit: fc.constantFrom('a', 'b', '/', '.'), maxLength: 12 });
      const anyPattern = fc
        .array(fc.constantFrom('a', 'b', '/', '.', '*', '*'), { maxLength: 7 })
        .map((pieces) => `/${pieces.join('')}`);
      fc.assert(
        fc.property(anyPattern, anyText, (pattern, text) => {
          const path = `/${text}`;
          const source = pattern.split('*').map((piece) => piece.replaceAll('.', '\\.'));
          const expression = new RegExp(`^${source.join('.*')}/?$`);
          expect(isMatched(pattern, path), `${pattern} and ${path}`).to.equal(expression.test(path));
        }),
        { numRuns: 5000 },
      );
    });

    it('takes a time that is linear in the length of the path, however many * there are', () => {
      const rules = new CacheRules({ '/*a*a*a*a*a*a*a*b': { noCache: true } });
      const growth = growthOfTime(
        (path) => rules.cacheControlFor(path),
        `/${'a'.repeat(4_096)}`,
        `/${'a'.repeat(16_384)}`,
        9,
      );
      expect(growth).to.be.below(9);
    });
  });

  describe('the rules', () => {
    const rules = new CacheRules({
      '/assets/*': { public: true, maxAge: 31_536_000, immutable: true },
      '/assets*': { noStore: true },
      '/*': { noCache: true },
    });

    it('the first one that matches decides, and writes its directives', () => {
      expect(rules.cacheControlFor('/assets/app.js')).to.equal('public, max-age=31536000, immutable');
      expect(rules.cacheControlFor('/assets.txt')).to.equal('no-store');
      expect(rules.cacheControlFor('/')).to.equal('no-cache');
    });

    it('none says nothing', () => {
      expect(rules.cacheControlFor('*')).to.equal(undefined);
    });

    for (const { first, second, reached } of orders) {
      it(`${first} in front of ${second} ${reached ? 'leaves something to it' : 'is an error: it is never reached'}`, () => {
        const make = () => new CacheRules({ [first]: { noStore: true }, [second]: { noCache: true } });
        if (reached) expect(make).not.to.throw();
        else expect(make).to.throw(TypeError, `"${second}" is never reached: "${first}" comes first`);
      });
    }

    for (const { rule, rules: refused, message } of refusedRules) {
      it(`refuse ${rule}`, () => {
        expect(() => new CacheRules(refused as never))
          .to.throw(TypeError)
          .with.property('message')
          .that.includes(message);
      });
    }
  });
});
