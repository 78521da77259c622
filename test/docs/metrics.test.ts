import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect } from 'chai';
import { blocksOf, type Example } from './examples';
import { compiled, typeCheck } from './type-check';

/** The recipe that uses a package. */
function recipeFor(name: string): Example {
  const recipe = blocksOf('docs/observability.md', 'ts').find(({ code }) => code.includes(`from '${name}'`));
  if (recipe === undefined) throw new Error(`docs/observability.md has no recipe for ${name}`);
  return recipe;
}

/** What a recipe has measured of a 200, two 304s, a write that passed and one that was refused. */
function measuredBy(recipe: Example): string {
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    [join(__dirname, 'measured-process.js'), compiled(recipe, 'metrics')],
    { encoding: 'utf8' },
  );
  expect(status, stderr).to.equal(0);
  return stdout;
}

describe('the recipes for metrics', function () {
  this.timeout(60_000);
  const prometheus = recipeFor('prom-client');
  const openTelemetry = recipeFor('@opentelemetry/api');

  before(() => {
    expect(typeCheck([prometheus, openTelemetry], 'metrics').join('\n')).to.equal('');
  });

  it('for Prometheus count by route, status and reason, and measure bytes and waiting', () => {
    const lines = measuredBy(prometheus).split('\n');
    const route = 'route="/articles/:id"';
    expect(lines).to.include.members([
      `conditional_responses_total{method="GET",${route},status="200",reason="no-condition"} 1`,
      `conditional_responses_total{method="GET",${route},status="304",reason="current-tag"} 2`,
      `conditional_responses_total{method="PUT",${route},status="200",reason="passed"} 1`,
      `conditional_responses_total{method="PUT",${route},status="412",reason="tag-differs"} 1`,
      `conditional_bytes_not_sent_total{${route}} 2022`,
      `conditional_turn_wait_seconds_count{${route}} 2`,
    ]);
  });

  it('for OpenTelemetry do the same', () => {
    expect(JSON.parse(measuredBy(openTelemetry))).to.deep.equal({
      'conditional.responses /articles/:id GET 200 no-condition': 1,
      'conditional.responses /articles/:id GET 304 current-tag': 2,
      'conditional.responses /articles/:id PUT 200 passed': 1,
      'conditional.responses /articles/:id PUT 412 tag-differs': 1,
      'conditional.bytes_not_sent /articles/:id': 2022,
      'conditional.turn_wait /articles/:id': 2,
    });
  });
});
