import { expect } from 'chai';
import { blocksOf, textOf } from '../docs/examples';

describe('docs/shared-caches.md', () => {
  it('shows the configuration of Varnish that the tests and the sample use', () => {
    const [shown] = blocksOf('docs/shared-caches.md', 'vcl');
    expect(`${shown?.code}\n`).to.equal(textOf('samples/cdn/varnish.vcl'));
  });
});
