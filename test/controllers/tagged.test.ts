import { expect } from 'chai';
import { Exclude } from 'class-transformer';
import {
  Authorized,
  Delete,
  Get,
  Header,
  HttpCode,
  HttpError,
  JsonController,
  Method,
  Param,
  Patch,
  Post,
  Put,
  UseInterceptor,
} from 'routing-controllers';
import {
  CacheControl,
  ETag,
  ETagFromResult,
  LastModifiedFromResult,
  ShallowEtag,
  type Tagged,
  type TaggedOptions,
  tagged,
  untagged,
  Vary,
} from 'routing-controllers-etag';
import { testCases } from '../cases';
import { inEachSetup, withoutEnvelope } from './app';
import { type Exchange, InExchange } from './exchange';
import { besideCases, nothingCases, plainCases } from './tagged.cases';

const ran: string[] = [];

const lastModified = new Date(Date.UTC(2000, 0));

class BaseController {
  @Get('/inherited')
  inherited(): Tagged<object> {
    return tagged({}, { etag: 'base' });
  }
}

@JsonController()
class PlainController extends BaseController {
  @Get('/notes/:id')
  @Method('query' as 'get', '/notes/:id')
  async show(@Param('id') id: number): Promise<Tagged<object> | object> {
    ran.push(`show ${id}`);
    return id === 1 ? tagged({ id }, { etag: `v${id}`, lastModified }) : { id };
  }

  @Post('/notes/:id')
  @Put('/notes/:id')
  @Patch('/notes/:id')
  @Delete('/notes/:id')
  async save(@Param('id') id: number): Promise<Tagged<object>> {
    ran.push(`save ${id}`);
    return tagged({ saved: id }, { etag: 'v2', lastModified });
  }

  @Get('/at-once')
  atOnce(): Tagged<object> {
    return tagged({ at: 'once' }, { etag: 'v1' });
  }

  @Get('/nothing')
  nothing(): Tagged<undefined> {
    return tagged(undefined, { etag: 'v1' });
  }

  @Get('/failing')
  failing(): Tagged<object> {
    tagged({}, { etag: 'v1', cacheControl: 'max-age=5', vary: 'Accept' });
    throw new HttpError(409, 'conflict');
  }

  @Get('/caching')
  caching(): Tagged<object> {
    return tagged({}, { etag: 'v1', cacheControl: { private: true, maxAge: 60 }, vary: ['Accept-Language'] });
  }

  @Get('/caching-alone')
  cachingAlone(): Tagged<object> {
    return tagged({}, { cacheControl: 'no-store', vary: 'Accept' });
  }

  @Get('/own-fields')
  ownFields(@InExchange() exchange: Exchange): Tagged<object> {
    exchange.set('ETag', '"own"');
    exchange.set('Cache-Control', 'no-cache');
    return tagged({}, { etag: 'v1', cacheControl: 'max-age=5' });
  }

  @Get('/status')
  status(): Tagged<object> {
    return tagged({ status: 203 }, { etag: 'v1', status: 203 });
  }

  @Get('/declared')
  @Header('Link', '<a>')
  declared(): Tagged<object> {
    return tagged({}, { etag: 'v1' });
  }

  @Get('/untagged')
  untagged(): Tagged<object> {
    return tagged({}, { etag: untagged });
  }

  @Get('/personal')
  @Authorized()
  personal(): Tagged<object> {
    return tagged({}, { etag: 'v1' });
  }

  @Post('/created')
  create(): Tagged<object> {
    return tagged({ created: true }, { etag: 'v1', status: 201 });
  }

  @Put('/emptied')
  empty(): Tagged<null> {
    return tagged(null, { etag: 'v1', status: 204 });
  }
}

@JsonController()
class BesideController {
  @Get('/deep')
  @Put('/deep')
  @Vary('Accept')
  @ETag(() => {
    ran.push('tag');
    return 'deep';
  })
  deep(): Tagged<object> {
    ran.push('deep');
    return tagged({}, { etag: 'result', cacheControl: 'max-age=5', vary: 'Accept-Language' });
  }

  @Get('/declared')
  @CacheControl({ noStore: true })
  declared(): Tagged<object> {
    return tagged({}, { etag: 'result', cacheControl: 'max-age=5' });
  }

  @Get('/two-tags')
  @ETagFromResult(() => 'v1')
  twoTags(): Tagged<object> {
    return tagged({}, { etag: 'result' });
  }

  @Get('/two-dates')
  @LastModifiedFromResult(() => 0)
  twoDates(): Tagged<object> {
    return tagged({}, { etag: 'result' });
  }

  @Get('/two-statuses')
  @HttpCode(202)
  twoStatuses(): Tagged<object> {
    return tagged({}, { etag: 'result', status: 203 });
  }

  @Get('/shallow')
  @UseInterceptor(ShallowEtag())
  shallow(): Tagged<object> {
    return tagged({}, { etag: 'result' });
  }

  @Get('/shallow-date')
  @UseInterceptor(ShallowEtag({ digest: () => '99914b932bd37a50' }))
  shallowDate(): Tagged<object> {
    return tagged({}, { lastModified });
  }
}

describe('tagged', () => {
  describe('in a controller that has no decorator of this library', () => {
    inEachSetup({ controllers: [PlainController], authorizationChecker: () => true }, (app) => {
      testCases(app, ran, plainCases);
      app.where(withoutEnvelope, () => testCases(app, ran, nothingCases));
    });
  });

  describe('beside decorators of this library', () => {
    inEachSetup({ controllers: [BesideController] }, (app) => {
      testCases(app, ran, besideCases);

      for (const [path, message] of [
        ['/two-tags', 'BesideController.twoTags has @ETagFromResult and returns tagged(): remove one of them'],
        ['/two-dates', 'BesideController.twoDates has @LastModifiedFromResult and returns tagged()'],
        ['/two-statuses', 'BesideController.twoStatuses has @HttpCode and returns tagged() with a status'],
      ] as const) {
        it(`names the action of two that say the same: ${path}`, async () => {
          expect((await app.send('GET', path)).body).to.contain(message);
        });
      }
    });
  });

  describe('what comes behind the action', () => {
    class Note {
      @Exclude()
      readonly secret = 'hidden';

      constructor(readonly text: string) {}
    }

    const seen: unknown[] = [];

    @JsonController()
    class NoteController {
      @Get('/note')
      @UseInterceptor((_action: unknown, result: unknown) => {
        seen.push(result);
        return result;
      })
      show(): Tagged<Note> {
        return tagged(new Note('text'), { etag: 'v1' });
      }
    }

    beforeEach(() => {
      seen.length = 0;
    });

    inEachSetup({ controllers: [NoteController] }, (app) => {
      it('sees the body alone: interceptors and class-transformer', async () => {
        const { body, headers } = await app.send('GET', '/note');
        expect(headers.etag).to.equal('"v1"');
        expect(JSON.parse(body)).to.deep.equal(app.setup.envelope ? { data: { text: 'text' } } : { text: 'text' });
        expect(seen).to.have.lengthOf(1);
        expect(app.setup.envelope ? (seen[0] as { data: Note }).data : seen[0]).to.be.instanceOf(Note);
      });

      it('is not asked for a 304', async () => {
        const answer = await app.send('GET', '/note', { 'If-None-Match': '"v1"' });
        expect(answer.status).to.equal(304);
        expect(seen).to.deep.equal([]);
      });
    });
  });

  describe('what it does not take', () => {
    const refused: readonly [rule: string, options: unknown, message: RegExp][] = [
      ['no options', undefined, /an object of options/],
      ['an unknown option', { tag: 'v1' }, /unknown option tag; the options are etag/],
      ['an illegal tag', { etag: 'a"b' }, /a\\?"b/],
      ['an illegal date', { lastModified: new Date(Number.NaN) }, /./],
      ['directives that contradict each other', { cacheControl: { public: true, private: true } }, /./],
      ['a Cache-Control with a line break', { cacheControl: 'a\nb' }, /is not a field value/],
      ['a field name that is no token', { vary: 'a b' }, /is not a field name/],
      ['a status that is no success', { status: 404 }, /takes a 2xx, not 404/],
      ['a status that is no number', { status: '200' }, /takes a 2xx, not 200/],
    ];
    for (const [rule, options, message] of refused) {
      it(`throws where it is made: ${rule}`, () => {
        expect(() => tagged({}, options as TaggedOptions)).to.throw(TypeError, message);
      });
    }

    it('throws for a promise, and for what is tagged already', () => {
      expect(() => tagged(Promise.resolve({}), {})).to.throw(TypeError, 'await it first');
      expect(() => tagged(tagged({}, {}), {})).to.throw(TypeError, 'not the result of tagged()');
    });

    it('is not sent by what does not know it', () => {
      expect(() => JSON.stringify(tagged({}, { etag: 'v1' }))).to.throw(
        TypeError,
        'the results of routing-controllers actions',
      );
    });

    it('has its body for a unit test of the action', () => {
      const result: Tagged<{ readonly id: number }> = tagged({ id: 1 }, { etag: 'v1' });
      expect(result.body.id).to.equal(1);
    });
  });
});
