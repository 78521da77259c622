import { expect } from 'chai';
import type { EvaluationEvent } from 'routing-controllers-etag';

const { lineOf } = require('../../../dist/web/diagnostics.js') as typeof import('../../dist/web/diagnostics');

const event = {
  method: 'GET',
  path: '/articles/7',
  status: 200,
  reason: 'no-condition',
  current: { etag: '"1"' },
} as EvaluationEvent;

describe('the line that NODE_DEBUG prints', () => {
  for (const [name, given, line] of [
    ['of a controller', { action: 'ArticleController.show', route: '/articles/:id' }, ' ArticleController.show'],
    ['of a plain route', { route: '/articles/:id' }, ' /articles/:id'],
    ['of a route that is not known', {}, ''],
  ] as const) {
    it(`names the action ${name}`, () => {
      const expected = `GET /articles/7 200${line} [no-condition] No precondition was sent; the tag is "1"`;
      expect(lineOf({ ...event, ...given })).to.equal(expected);
    });
  }

  it('has each % twice, as debuglog takes one for a placeholder', () => {
    expect(lineOf({ ...event, path: '/a%20b%s' })).to.contain('GET /a%%20b%%s 200 [no-condition]');
  });
});
