import { plainSetups } from '../controllers/app';
import { isKnownToNode } from '../query-method';
import { expectNone } from './disagreements';
import { COMBINATIONS, type Combination, combination, RESOURCES } from './every-combination';
import { exchange, type RawRequest, type RawResponse } from './keep-alive-client';
import { evaluate, fieldOf, type Representation, type Request, tagsIn, type Verdict, weaklyEqual } from './rfc9110';
import { SEED, STRIDE } from './runs';
import { Ways } from './ways';

interface Way {
  readonly name: string;
  readonly path: string;
  /** What the way takes for the current representation: not every way can say all that a resource can be. */
  current(representation: Representation | null): Representation | null;
  /** Whether the way evaluates a request at all. */
  evaluates(retrieving: boolean, representation: Representation | null): boolean;
  /** Whether it evaluates before the action, so that only a request that proceeds runs it. */
  readonly runsActionOnlyIfItProceeds: boolean;
}

/** RFC 9110, section 13.2.1: where there is no representation, the answer to a retrieving method is its 404. */
const unlessThereIsNothingToRetrieve = (retrieving: boolean, representation: Representation | null) =>
  !retrieving || representation !== null;

const ways: readonly Way[] = [
  {
    name: '@ETag and @LastModified: without either, there is no representation',
    path: 'decorated',
    current: (representation) => (hasValidators(representation) ? representation : null),
    evaluates: unlessThereIsNothingToRetrieve,
    runsActionOnlyIfItProceeds: true,
  },
  {
    name: 'checkNotModified of the @WebReq() in a controller',
    path: 'injected',
    current: (representation) => representation,
    evaluates: unlessThereIsNothingToRetrieve,
    runsActionOnlyIfItProceeds: true,
  },
  {
    name: 'checkNotModified outside of controllers',
    path: 'plain',
    current: (representation) => representation,
    evaluates: unlessThereIsNothingToRetrieve,
    runsActionOnlyIfItProceeds: true,
  },
  {
    name: 'conditionalGet() in front of a route: only retrieving methods, and only responses with validators',
    path: 'conditional-get',
    current: (representation) => representation,
    evaluates: (retrieving, representation) => retrieving && hasValidators(representation),
    runsActionOnlyIfItProceeds: false,
  },
];

function hasValidators(representation: Representation | null): boolean {
  return representation?.etag !== undefined || representation?.lastModified !== undefined;
}

/** How many connections are open at once. */
const CONNECTIONS = 4;

const share = STRIDE === 1 ? 'every combination' : `one of ${STRIDE} combinations`;

for (const setup of plainSetups) {
  describe(`over HTTP the answer is that of RFC 9110 read literally (${share}, seed ${SEED}), on ${setup.name}`, function () {
    this.timeout(600_000);
    const server = new Ways(setup, (resource) => RESOURCES[resource] ?? null);
    before(() => server.start());
    after(() => server.stop());

    for (const way of ways) {
      it(way.name, async () => {
        const indexes = slice();
        const shares = Array.from({ length: CONNECTIONS }, (_, share) =>
          indexes.filter((_, at) => at % CONNECTIONS === share),
        );
        const disagreements = await Promise.all(shares.map((share) => disagreementsOn(way, share)));
        expectNone(disagreements.flat());
      });
    }

    async function disagreementsOn(way: Way, indexes: readonly number[]): Promise<object[]> {
      const cases = indexes
        .map((index) => ({ index, ...combination(index) }))
        .filter(({ request }) => isKnownToNode(request.method));
      const requests = cases.map(({ index, request, resource }): RawRequest => {
        return { ...request, path: `/${way.path}/${resource}/${index}` };
      });
      const responses = await exchange(server.port, requests);
      return cases.flatMap((each, at) => {
        const { path } = requests[at] as RawRequest;
        const wrong = faults(way, each, responses[at] as RawResponse, server.ran.has(path));
        return wrong.length === 0 ? [] : [{ name: each.name, wrong }];
      });
    }
  });
}

/** The numbers of the combinations that are sent. */
function slice(): number[] {
  const indexes: number[] = [];
  for (let index = SEED % STRIDE; index < COMBINATIONS; index += STRIDE) indexes.push(index);
  return indexes;
}

/** What is wrong with a response, in words. */
function faults(way: Way, { request, resource }: Combination, response: RawResponse, ran: boolean): string[] {
  const representation = RESOURCES[resource] as Representation | null;
  const retrieving = ['GET', 'HEAD', 'QUERY'].includes(request.method);
  const current = way.current(representation);
  const verdict: Verdict = way.evaluates(retrieving, current)
    ? evaluate(request, current, Date.now())
    : { outcome: 'proceed' };
  const status = { proceed: representation === null ? 404 : 200, 'not-modified': 304, 'precondition-failed': 412 };
  const wrong: string[] = [];
  if (response.status !== status[verdict.outcome]) {
    wrong.push(`${response.status} instead of ${status[verdict.outcome]}`);
  }
  if (ran !== (verdict.outcome === 'proceed' || !way.runsActionOnlyIfItProceeds)) {
    wrong.push(`the action has ${ran ? '' : 'not '}run`);
  }
  if (verdict.outcome === 'precondition-failed' && request.method !== 'HEAD') {
    const message = verdict.malformed ? `${verdict.field} is malformed` : verdict.field;
    if (!response.body.includes(message)) wrong.push(`the message does not say ${message}: ${response.body}`);
  }
  if (verdict.outcome === 'not-modified') {
    const etag = response.fields.get('etag');
    if (etag !== heldTag(request, current?.etag)) wrong.push(`the 304 has not the tag that the client holds: ${etag}`);
    for (const field of ['content-type', 'content-length']) {
      if (response.fields.has(field)) wrong.push(`the 304 has ${field}`);
    }
  }
  return wrong;
}

/**
 * The tag as the client holds it, perhaps weakened by a proxy: a cache finds the response that it stored by the tag that
 * the 304 repeats (RFC 9111, section 4.3.4).
 */
function heldTag(request: Request, etag: string | undefined): string | undefined {
  const field = fieldOf(request, 'If-None-Match');
  const tags = field === undefined ? undefined : tagsIn(field);
  if (etag === undefined || tags === undefined || tags === '*' || tags.includes(etag)) return etag;
  return tags.find((tag) => weaklyEqual(tag, etag));
}
