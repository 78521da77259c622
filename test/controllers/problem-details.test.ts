import { expect } from 'chai';
import { Controller, Get, HeaderParam, JsonController, NotFoundError, Put } from 'routing-controllers';
import {
  type ConditionalRequestsOptions,
  conditionalRequests,
  ETag,
  MemoryVersions,
  PreconditionFailedError,
  PreconditionRequired,
  ShallowEtag,
  Touches,
} from 'routing-controllers-etag';
import type { Answer, Fields } from '../request';
import { WatchedStore } from '../stores/watched-store';
import { type App, type AppOptions, inEachSetup, onlyOn, type Setup } from './app';
import { below, type Exchange, middleware } from './exchange';

const memory = new MemoryVersions();
const store = new WatchedStore(() => memory);

@JsonController('/json')
class JsonNotes {
  @Get('/read')
  @ETag(() => 'v1')
  read(): string {
    return '{}';
  }

  @Put('/tagged')
  @ETag(() => 'v1', { onFailed: () => ({ text: 'current' }) })
  tagged(@HeaderParam('If-Match') _ifMatch: string): object {
    return {};
  }

  @Put('/required')
  @PreconditionRequired()
  @ETag(() => 'v1')
  required(): object {
    return {};
  }

  @Put('/touched')
  @Touches(() => 'name')
  touched(): object {
    return {};
  }

  @Put('/thrown')
  thrown(): object {
    throw new PreconditionFailedError('the "row" has changed — é');
  }

  @Put('/unevaluated')
  unevaluated(): object {
    return {};
  }

  @Put('/missing')
  missing(): object {
    throw new NotFoundError('no note');
  }

  @Put('/broken')
  broken(): object {
    throw new RangeError('broken');
  }
}

@Controller('/text')
class TextNotes {
  @Put('/required')
  @PreconditionRequired()
  @ETag(() => 'v1')
  required(): string {
    return 'text';
  }
}

/** A plain route of the framework. */
const plainRoute = below(
  '/plain',
  middleware((exchange: Exchange) => {
    exchange.checkNotModified('v1');
    exchange.answer({});
  }),
);

interface Refused {
  readonly send: string;
  readonly with: Fields;
  readonly status: 412 | 428 | 503;
  readonly title: string;
  readonly says: string;
}

const refusals: readonly Refused[] = [
  { send: 'GET /json/read', with: { 'If-Match': '"v0"' }, status: 412, title: 'Precondition Failed', says: 'If-Match' },
  { send: 'PUT /json/required', with: {}, status: 428, title: 'Precondition Required', says: 'Send If-Match' },
  { send: 'PUT /json/touched', with: {}, status: 503, title: 'Service Unavailable', says: 'try again' },
  { send: 'PUT /json/thrown', with: {}, status: 412, title: 'Precondition Failed', says: 'the "row" has changed — é' },
  {
    send: 'PUT /json/unevaluated',
    with: { 'If-Match': '*' },
    status: 412,
    title: 'Precondition Failed',
    says: 'If-Match',
  },
  { send: 'PUT /text/required', with: {}, status: 428, title: 'Precondition Required', says: 'Send If-Match' },
];

const onRoute: Refused = {
  send: 'PUT /plain/note',
  with: { 'If-Match': '"v0"' },
  status: 412,
  title: 'Precondition Failed',
  says: 'If-Match',
};

const ofBody: Refused = {
  send: 'GET /json/shallow',
  with: { 'If-Match': '"v0"' },
  status: 412,
  title: 'Precondition Failed',
  says: 'If-Match',
};

@JsonController('/json')
class ShallowNotes {
  @Get('/shallow')
  shallow(): object {
    return {};
  }
}

function application(told: ConditionalRequestsOptions): AppOptions {
  return {
    controllers: [JsonNotes, TextNotes, ShallowNotes],
    interceptors: [ShallowEtag()],
    conditionalRequests: { versions: store, unevaluated: 'refuse', ...told },
    use: [plainRoute],
    answersErrors: false,
  };
}

async function send(app: App, { send: target, with: fields }: Refused): Promise<Answer> {
  const [method, path] = target.split(' ') as [string, string];
  return app.send(method, path, fields);
}

/** Whether the default error handler of routing-controllers answers, which plain routes do not reach. */
const ownHandling = {
  reason: "where the errors reach the framework's own error handler",
  applies: ({ defaultErrorHandler }: Setup) => !defaultErrorHandler,
};

describe('conditionalRequests({ problemDetails: true })', () => {
  beforeEach(() => {
    store.reset();
    store.failures.mark = new Error('the store is down');
  });

  inEachSetup(application({ problemDetails: true }), (app) => {
    for (const refused of [...refusals, onRoute, ofBody]) {
      it(`makes problem details of a ${refused.status}: ${refused.send}`, async () => {
        const { status, headers, body } = await send(app, refused);
        expect([status, headers['content-type']]).to.deep.equal([refused.status, 'application/problem+json']);
        expect(headers['content-length']).to.equal(String(Buffer.byteLength(body)));
        expect(headers['retry-after']).to.equal(refused.status === 503 ? '1' : undefined);
        const { detail, ...problem } = JSON.parse(body);
        expect(problem).to.deep.equal({ type: 'about:blank', title: refused.title, status: refused.status });
        expect(detail).to.contain(refused.says);
      });
    }

    it('leaves the 412 that carries the current representation', async () => {
      const { status, headers, body } = await app.send('PUT', '/json/tagged', { 'If-Match': '"v0"' });
      expect([status, headers.etag, headers['content-location']]).to.deep.equal([412, '"v1"', '/json/tagged']);
      expect(headers['content-type']).to.equal('application/json; charset=utf-8');
      expect(body).to.contain('"text":"current"');
    });

    it('has no body on HEAD', async () => {
      const { status, headers, body } = await app.send('HEAD', '/json/read', { 'If-Match': '"v0"' });
      expect([status, headers['content-type'], body]).to.deep.equal([412, 'application/problem+json', '']);
    });

    for (const path of ['/json/missing', '/json/broken']) {
      it(`leaves other errors: ${path}`, async () => {
        const { headers } = await app.send('PUT', path);
        expect(headers['content-type']).not.to.contain('problem');
      });
    }

    app.where(ownHandling, () => {
      app.where(onlyOn('koa', 'it tells the application of what it answers'), () => {
        it('tells the application of the error, as the framework does', async () => {
          app.errors.length = 0;
          await send(app, onRoute);
          expect(app.errors).to.have.length(1).and.to.have.nested.property('[0].status', 412);
        });
      });
    });
  });

  inEachSetup(
    { ...application({ problemDetails: true }), answersErrors: true },
    (app) => {
      it('leaves what the application answers itself', async () => {
        const { status, headers, body } = await send(app, refusals[1] as Refused);
        expect(status).to.equal(428);
        expect(headers['content-type']).to.contain('application/json');
        expect(JSON.parse(body).name).to.equal('PreconditionRequiredError');
      });
    },
    ownHandling,
  );

  inEachSetup(application({}), (app) => {
    for (const refused of [...refusals, onRoute, ofBody]) {
      it(`without the option there are no problem details: ${refused.send}`, async () => {
        const { status, headers, body } = await send(app, refused);
        expect([status, body.includes('about:blank')]).to.deep.equal([refused.status, false]);
        expect(headers['content-type']).not.to.contain('problem');
      });
    }
  });

  it('is true or false', () => {
    expect(() => conditionalRequests({ problemDetails: 'yes' as never })).to.throw(TypeError, 'takes true or false');
  });
});
