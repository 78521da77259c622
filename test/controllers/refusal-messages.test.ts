import { expect } from 'chai';
import { Delete, Get, JsonController, Param, Put } from 'routing-controllers';
import {
  ETag,
  type Guard,
  GuardUnavailableError,
  LastModified,
  MemoryVersions,
  Touches,
  untagged,
  versionOf,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { exchanges, testCases } from '../cases';
import { loadSecondCopy } from '../second-copy';
import { warnings } from '../stores/warnings';
import { type App, type AppOptions, inEachSetup } from './app';

const ran: string[] = [];

/** What is there, by its path. */
const current: Readonly<Record<string, unknown>> = {
  tagged: 'v3',
  weak: { value: 'v3', weak: true },
  untagged,
};

@JsonController()
class DocumentController {
  @Get('/documents/:id')
  @Put('/documents/:id')
  @Delete('/documents/:id')
  @ETag((id: string) => current[id] as string)
  change(@Param('id') _id: string): object {
    ran.push('action');
    return {};
  }

  @Get('/lenient/:id')
  @Put('/lenient/:id')
  @ETag((id: string) => current[id] as string, { ifMatch: 'weak' })
  lenient(@Param('id') _id: string): object {
    ran.push('action');
    return {};
  }

  @Get('/asked/:id')
  @Put('/asked/:id')
  asked(@Param('id') id: string, @WebReq() web: WebRequest): object {
    web.checkNotModified({ etag: current[id] as string });
    ran.push('action');
    return {};
  }

  @Put('/asked-absent')
  askedAbsent(@WebReq() web: WebRequest): object {
    web.checkNotModified(null);
    ran.push('action');
    return {};
  }

  @Put('/dated')
  @LastModified(() => Date.UTC(1994, 10, 6, 8, 49, 37))
  dated(): object {
    return {};
  }
}

const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';

describe('fault 20: a refusal says what is wrong, and what to do about it', () => {
  inEachSetup({ controllers: [DocumentController] }, (app) => {
    testCases(
      app,
      ran,
      exchanges(`
the version is not current: get it again
  {GET,PUT} /{documents,lenient,asked}/tagged | If-Match: "v2" -> 412 | says If-Match does not name the current version: get it again and retry with its ETag | ran nothing
  PUT /documents/tagged | If-Match: "v1", "v2", W/"v2" -> 412 | says If-Match does not name the current version | ran nothing
nothing is there: getting it again is of no use
  PUT /{documents,lenient}/absent | If-Match: "v3" -> 412 | says If-Match requires the resource to exist, but it was deleted or never existed. To create it, send If-None-Match: * | ran nothing
  DELETE /documents/absent | If-Match: W/"v3" -> 412 | says it was deleted or never existed | ran nothing
  PUT /documents/absent | If-Match: * -> 412 | says If-Match requires the resource to exist | ran nothing
  PUT /asked-absent | If-Match: "v3" -> 412 | says it was deleted or never existed | ran nothing
the field is empty
  PUT /{documents,lenient,asked}/{tagged,untagged} | If-Match: -> 412 | says If-Match is empty: send "*" or the ETag of the version you have read | ran nothing
  PUT /documents/absent | If-Match: , , -> 412 | says If-Match is empty | ran nothing
the field is malformed
  PUT /{documents,asked}/{tagged,absent} | If-Match: v3 -> 412 | says If-Match is malformed: send "*" or a list of quoted entity tags | ran nothing
  PUT /documents/tagged | If-Match: 'v3' -> 412 | says If-Match is malformed | ran nothing
  PUT /documents/tagged | If-Match: *, "v3" -> 412 | says If-Match is malformed | ran nothing
  PUT /documents/tagged | If-Match: w/"v3" -> 412 | says If-Match is malformed | ran nothing
  PUT /documents/tagged | If-None-Match: v3 -> 412 | says If-None-Match is malformed | ran nothing
the tag was weakened on its way
  PUT /{documents,asked}/tagged | If-Match: W/"v3" -> 412 | says something between client and server has weakened the ETag, such as a proxy that compresses. Send the tag without W/ | ran nothing
  DELETE /documents/tagged | If-Match: "v1", W/"v3" -> 412 | says Send the tag without W/ | ran nothing
  PUT /documents/tagged | If-Match: W/"v3--gzip" -> 412 | vary: Accept-Encoding | says Send the tag without W/ | ran nothing
the current tag is weak: no tag passes
  PUT /{documents,asked}/weak | If-Match: {W/,}"v3" -> 412 | says If-Match cannot be met: the current ETag is weak, and If-Match needs a strong one | ran nothing
there is no tag
  PUT /{documents,lenient,asked}/untagged | If-Match: "v3" -> 412 | says but the resource has no ETag now: send If-Match: *, or If-Unmodified-Since | ran nothing
it already exists
  PUT /documents/{tagged,weak,untagged} | If-None-Match: * -> 412 | says If-None-Match is "*", but the resource already exists | ran nothing
  PUT /documents/tagged | If-None-Match: {,W/}"v3" -> 412 | says If-None-Match names the current version, so the write was not made | ran nothing
it was modified since
  PUT /dated | If-Unmodified-Since: ${EARLIER} -> 412 | says The resource was modified after the date in If-Unmodified-Since: get it again and retry
`).map((each) => (each.fields?.vary === undefined ? each : { ...each, fields: {} })),
    );
  });
});

/** What must stay in the house. */
const INSIDE = "connect ECONNREFUSED 10.2.3.4:6379, user 'app' NOPERM";

const FOREIGN = loadSecondCopy().controllers.GuardUnavailableError;

const failures: Readonly<Record<string, () => unknown>> = {
  'an error of the connection': () => new Error(INSIDE),
  'an error with a cause': () => new GuardUnavailableError(INSIDE, { reason: 'away', cause: new Error(INSIDE) }),
  'one of another copy of this package': () => new FOREIGN('away', { reason: 'away', cause: new Error(INSIDE) }),
  'several errors': () => new AggregateError([new Error(INSIDE), new Error('the other node too')]),
  'an error of its own class': () => Object.assign(new RangeError(INSIDE), { code: 'NOAUTH', command: 'EVALSHA' }),
  'a text': () => INSIDE,
  nothing: () => undefined,
};

let failure: () => unknown = () => undefined;

class GuardThatIsAway implements Guard {
  take(): never {
    throw failure();
  }
}

class GuardThatGoesAway implements Guard {
  take(): Promise<never> {
    return Promise.reject(failure());
  }
}

class VersionsThatAreAway extends MemoryVersions {
  override versionsOf(): never {
    throw failure();
  }

  override mark(): never {
    throw failure();
  }
}

@JsonController()
class GuardedController {
  @Put('/guarded')
  @ETag(() => 'v1')
  guarded(): object {
    ran.push('action');
    return {};
  }

  @Put('/versioned')
  @ETag(
    versionOf(() => 'refusals:name'),
    { guard: false },
  )
  versioned(): object {
    ran.push('action');
    return {};
  }

  @Put('/touching')
  @Touches(() => 'refusals:name')
  touching(): object {
    ran.push('action');
    return {};
  }
}

describe('fault 21: a guard or store that cannot be reached is reported in the log, not to clients', () => {
  for (const [what, options, code, path] of [
    ['a guard that throws', { guard: new GuardThatIsAway() }, 'ETAG_GUARD_AWAY', '/guarded'],
    ['a guard that rejects', { guard: new GuardThatGoesAway() }, 'ETAG_GUARD_AWAY', '/guarded'],
    ['a version store that is asked', { versions: new VersionsThatAreAway() }, 'ETAG_STORE_AWAY', '/versioned'],
    ['a version store that marks', { versions: new VersionsThatAreAway() }, 'ETAG_STORE_AWAY', '/touching'],
  ] as const) {
    const appOptions: AppOptions = { controllers: [GuardedController], conditionalRequests: options };
    describe(what, () => {
      inEachSetup(appOptions, (app) => {
        for (const [kind, make] of Object.entries(failures)) {
          it(`the client reads "try again", the log has the cause: ${kind}`, async () => {
            failure = make;
            await expectTryAgain(app, path, code);
          });
        }

        if (path === '/guarded') {
          it('a write without a condition goes on, and the log has the cause', async () => {
            failure = failures['an error of the connection'] as () => unknown;
            const told = warnings();
            ran.length = 0;
            expect((await app.send('PUT', path)).status).to.equal(200);
            expect(ran).to.deep.equal(['action']);
            expect((await told.first(code)).message).to.contain(INSIDE);
          });
        }
      });
    });
  }
});

async function expectTryAgain(app: App, path: string, code: string): Promise<void> {
  ran.length = 0;
  const told = warnings();
  const { status, headers, body } = await app.send('PUT', path, path === '/touching' ? {} : { 'If-Match': '"v1"' });
  expect(status, body).to.equal(503);
  expect(headers['retry-after']).to.equal('1');
  expect(body).to.contain('The write was not made: try again');
  for (const text of [body, JSON.stringify(headers)]) {
    expect(text).not.to.match(/10\.2\.3\.4|NOPERM|NOAUTH|ECONN|EVALSHA|stack|cause/);
  }
  expect(ran).to.deep.equal([]);
  const warning = await told.first(code);
  expect(warning.name).to.equal('ETagWarning');
  expect(warning.message).to.match(/cannot be reached/);
  if (failure() !== undefined) expect(warning.message).to.contain(INSIDE);
  expect(told.codes()).to.deep.equal([code]);
}
