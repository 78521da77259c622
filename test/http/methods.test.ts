import { expect } from 'chai';
import { isRetrieving, isWrite, selectsNoRepresentation } from './internals';

/** RFC 9110, section 9.3, with QUERY of RFC 10008. */
const kinds = [
  { kind: 'retrieves', methods: ['GET', 'HEAD', 'QUERY'], asked: isRetrieving },
  { kind: 'writes', methods: ['PUT', 'PATCH', 'POST', 'DELETE', 'PROPPATCH', 'get', ''], asked: isWrite },
  { kind: 'selects no representation', methods: ['CONNECT', 'OPTIONS', 'TRACE'], asked: selectsNoRepresentation },
];

describe('each method is of one kind', () => {
  for (const { kind, methods } of kinds) {
    for (const method of methods) {
      it(`${JSON.stringify(method)} ${kind}`, () => {
        expect(kinds.filter(({ asked }) => asked(method)).map((each) => each.kind)).to.deep.equal([kind]);
      });
    }
  }
});
