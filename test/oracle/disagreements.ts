import { expect } from 'chai';

/** Fails with the number of disagreements and the first of them: of thousands, nobody reads more. */
export function expectNone(disagreements: readonly object[]): void {
  const first = JSON.stringify(disagreements.slice(0, 3), null, 1);
  expect(disagreements.length, `${disagreements.length} disagreements, the first: ${first}`).to.equal(0);
}
