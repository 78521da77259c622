import { expect } from 'chai';
import {
  Body,
  Delete,
  Get,
  HeaderParam,
  JsonController,
  Method,
  Param,
  Patch,
  Post,
  Put,
  Redirect,
} from 'routing-controllers';
import {
  CurrentVersion,
  type EntityTag,
  ETag,
  ETagContext,
  entityTag,
  LastModified,
  MemoryVersions,
  type TagValue,
  Touches,
  untagged,
  versionOf,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { exchanges, testCases } from '../cases';
import { loadSecondCopy } from '../second-copy';
import { Gate } from '../stores/gate';
import { WatchedStore } from '../stores/watched-store';
import { App, inEachSetup, plainSetups } from './app';

const { controllers: second } = loadSecondCopy();
const ran: string[] = [];
const seen: unknown[] = [];
const gate = new Gate();
const row = { version: 1 };

const UPDATED = new Date('1994-11-06T08:49:37Z');

/** What a tag function can return, by the name under which its version is asked for. */
const SOURCES: Readonly<Record<string, TagValue | null | undefined | Promise<TagValue>>> = {
  number: 7,
  zero: 0,
  string: 'v1',
  empty: '',
  word: 'unknown',
  bigint: 9_007_199_254_740_993n,
  written: 'W/"v1"',
  tag: entityTag('v1', { weak: true }),
  untagged,
  promise: Promise.resolve(7),
  null: null,
  undefined: undefined,
};

class Row {
  constructor(readonly id: number) {}
}

const tag = (source: string) => {
  ran.push('tag');
  return SOURCES[source];
};

type AnyVersion = string | number | bigint | EntityTag | typeof untagged | null;

@JsonController('/versions')
class VersionController {
  @Get('/:source')
  @Put('/:source')
  @Patch('/:source')
  @Post('/:source')
  @Delete('/:source')
  @Method('options', '/:source')
  @ETag(tag)
  any(@Param('source') _source: string, @CurrentVersion() version: AnyVersion): object {
    ran.push('action');
    seen.push(version);
    return {};
  }

  @Put('/:source/web')
  @ETag(tag)
  web(@Param('source') _source: string, @WebReq() web: WebRequest): object {
    ran.push('action');
    seen.push(web.currentVersion);
    return {};
  }

  @Get('/:source/redirect')
  @Redirect('/elsewhere')
  @ETag(tag)
  redirect(@Param('source') _source: string, @CurrentVersion() version: AnyVersion): void {
    seen.push(version);
  }

  /** The compiler tells routing-controllers of these types, which convert what comes from a request. */
  @Put('/:source/typed')
  @ETag((_version: unknown, source: string) => tag(source))
  typed(
    @CurrentVersion() asNumber: number,
    @Param('source') _source: string,
    @CurrentVersion() asString: string,
    @CurrentVersion() asBoolean: boolean,
    @CurrentVersion() asDate: Date,
    @CurrentVersion() asRow: Row,
    @CurrentVersion() asList: string[],
  ): object {
    seen.push(asNumber, asString, asBoolean, asDate, asRow, asList);
    return {};
  }

  @Put('/:source/functions')
  @ETag(
    (...args: unknown[]) => {
      seen.push(args);
      return 'v1';
    },
    {
      guard: (...args: unknown[]) => {
        seen.push(args);
        return 'key';
      },
    },
  )
  @Touches((...args: unknown[]) => {
    seen.push(args);
    return 'name';
  })
  functions(@CurrentVersion() version: string, @Param('source') source: string): object {
    seen.push([version, source]);
    return {};
  }
}

type Method_ = (...args: unknown[]) => unknown;

/** A decorator that notes what a method is called with. */
function Noted(_prototype: object, _name: string, descriptor: PropertyDescriptor): void {
  const method: Method_ = descriptor.value;
  descriptor.value = function (...args: unknown[]) {
    seen.push(`${String(args[0])} ${String(args[1])}`);
    return method.apply(this, args);
  };
}

@JsonController('/more')
@ETagContext(() => 'de')
class MoreController {
  @Noted
  @Put('/decorated/:id')
  @ETag((id: number) => id)
  decorated(@Param('id') id: number, @CurrentVersion() version: number): object {
    seen.push(id, version);
    return {};
  }

  @Put('/dated')
  @ETag(() => 3)
  @LastModified(() => UPDATED)
  dated(@CurrentVersion() version: number): object {
    seen.push(version);
    return {};
  }

  @Put('/mixed')
  @ETag(() => 3)
  mixed(
    @second.CurrentVersion() other: number,
    @CurrentVersion() own: number,
    @second.WebReq() web: WebRequest,
  ): object {
    seen.push(other, own, web.currentVersion);
    return {};
  }
}

/** Rows that another process may change, so that the database has the last word. */
@JsonController('/row')
class RowController {
  @Put('/')
  @ETag(() => row.version)
  async update(@CurrentVersion() version: number, @HeaderParam('X-Name') name: string): Promise<object> {
    seen.push(version);
    await gate.pass(name);
    row.version = version + 1;
    return {};
  }

  @Put('/imperative')
  imperative(@WebReq() web: WebRequest): object {
    seen.push(web.currentVersion);
    for (const current of [{ etag: 5n }, { lastModified: UPDATED }, null]) {
      try {
        web.checkNotModified(current);
      } catch {
        seen.push('refused');
      }
      seen.push(web.currentVersion);
    }
    return {};
  }
}

class BaseController {
  @Put('/inherited/:id')
  @ETag(() => 1)
  inherited(@Param('id') _id: number, @CurrentVersion() _version: number): object {
    ran.push('inherited');
    return {};
  }
}

@JsonController('/derived')
class DerivedController extends BaseController {
  @Put('/own/:id')
  @ETag(() => 1)
  own(@Param('id') id: number, @CurrentVersion() version: number): object {
    return super.inherited(id, version);
  }
}

const memory = new MemoryVersions();
const store = new WatchedStore(() => memory);

@JsonController('/named')
class NamedController {
  @Get()
  @Put()
  @Post()
  @ETag(versionOf(() => 'name'))
  named(@CurrentVersion() version: string, @Body() _body: unknown): object {
    ran.push('action');
    seen.push(version);
    return {};
  }

  @Put('/web')
  @ETag(versionOf(() => 'name'))
  web(@WebReq() web: WebRequest, @HeaderParam('X-Ask') ask: string): object {
    ran.push('action');
    if (ask !== undefined) seen.push(web.currentVersion);
    return {};
  }
}

describe('@CurrentVersion', () => {
  const controllers = [VersionController, MoreController, RowController, DerivedController];
  beforeEach(() => {
    gate.reset();
    row.version = 1;
    for (const list of [ran, seen]) list.length = 0;
  });

  inEachSetup({ controllers }, (app) => {
    for (const [source, made] of Object.entries(SOURCES)) {
      for (const method of ['PUT', 'PATCH', 'POST', 'DELETE', 'GET', 'OPTIONS']) {
        it(`is what the tag function has returned, of its own type: ${method} of ${source}`, async () => {
          const version = (await made) ?? null;
          expect((await app.send(method, `/versions/${source}`)).status).to.equal(200);
          expect(seen).to.deep.equal([version]);
          expect(ran).to.deep.equal(['tag', 'action']);
        });
      }

      it(`web.currentVersion is the same: ${source}`, async () => {
        expect((await app.send('PUT', `/versions/${source}/web`)).status).to.equal(200);
        expect(seen).to.deep.equal([(await made) ?? null]);
      });
    }

    testCases(
      app,
      ran,
      exchanges(`
the tag function is called once, for the check and for the action
  PUT /versions/{string,string/web} | If-Match: "v1" -> 200 | ran tag, action
nothing takes a version that is not current
  PUT /versions/{string,string/web,null} | If-Match: "v0" -> 412 | ran tag
a read takes it too
  GET /versions/string -> 200 | etag: "v1" | ran tag, action
  GET /versions/string | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
an inherited action, which gets no parameters from routing-controllers, is not run without it
  PUT /derived/inherited/7 -> 500 | says Declare the action again in DerivedController | ran nothing
a call by super takes what it is given
  PUT /derived/own/7 | If-Match: "1" -> 200 | ran inherited
`),
    );

    it('is what was compared: the version of a matching If-Match, of * and of a list', async () => {
      for (const ifMatch of ['"7"', '*', '"1", "7"']) {
        seen.length = 0;
        expect((await app.send('PUT', '/versions/number', { 'If-Match': ifMatch })).status).to.equal(200);
        expect(seen).to.deep.equal([7]);
      }
    });

    it('is left as it is, whatever type the parameter is declared with, and wherever it stands', async () => {
      await app.send('PUT', '/versions/bigint/typed');
      expect(seen).to.deep.equal(Array(6).fill(SOURCES.bigint));
    });

    it('is `undefined` to the functions of decorators', async () => {
      await app.send('PUT', '/versions/any/functions', { 'If-Match': '"v1"' });
      expect(seen.slice(0, -1)).to.deep.equal(Array(3).fill([undefined, 'any']));
      expect(seen.at(-1)).to.deep.equal(['v1', 'any']);
    });

    it('is `undefined` to a decorator around the action', async () => {
      await app.send('PUT', '/more/decorated/7');
      expect(seen).to.deep.equal(['7 undefined', 7, 7]);
    });

    it('is there beside a date, for a request whose precondition is the date', async () => {
      await app.send('PUT', '/more/dated', { 'If-Unmodified-Since': UPDATED.toUTCString() });
      expect(seen).to.deep.equal([3]);
    });

    it('is without the context of the controller, and known to two copies of the package', async () => {
      await app.send('PUT', '/more/mixed');
      expect(seen).to.deep.equal([3, 3, 3]);
    });

    it('web.currentVersion is what checkNotModified was given last', async () => {
      await app.send('PUT', '/row/imperative', { 'If-Match': '"5"' });
      expect(seen).to.deep.equal([undefined, 5n, 'refused', undefined, 'refused', null]);
    });

    it('of a redirection is there, though its preconditions do not count', async () => {
      await app.send('GET', '/versions/number/redirect', { 'If-None-Match': '"7"' });
      expect(seen).to.deep.equal([7]);
    });

    it('is that of the turn: a write that has waited gets the version that it has waited for', async () => {
      const first = app.send('PUT', '/row', { 'If-Match': '*', 'X-Name': 'first' });
      await gate.entered('first');
      const second = app.send('PUT', '/row', { 'If-Match': '*', 'X-Name': 'second' });
      await gate.letThrough('first', 'second');
      expect([(await first).status, (await second).status]).to.deep.equal([200, 200]);
      expect(seen).to.deep.equal([1, 2]);
    });
  });

  inEachSetup({ controllers: [NamedController], conditionalRequests: { versions: store } }, (app) => {
    beforeEach(() => store.reset());

    it('of names is the text of their tag', async () => {
      const { headers } = await app.send('GET', '/named');
      await app.send('PUT', '/named', { 'If-Match': headers.etag as string });
      expect(seen.map((each) => `"${each}"`)).to.deep.equal([headers.etag, headers.etag]);
    });

    for (const [method, path, fields] of [
      ['PUT', '/named', {}],
      ['POST', '/named', {}],
      ['GET', '/named', {}],
      ['PUT', '/named', { 'If-Match': '*' }],
      ['PUT', '/named', { 'If-Match': '"any"' }],
      ['PUT', '/named/web', { 'If-Match': '*', 'X-Ask': 'yes' }],
      ['PUT', '/named/web', { 'X-Ask': 'yes' }],
    ] as const) {
      it(`that is unknown at the moment is a 503: ${method} ${path} ${JSON.stringify(fields)}`, async () => {
        const mark = await store.mark(['name']);
        const { status, headers, body } = await app.send(method, path, fields);
        await mark.settle();
        expect([status, headers['retry-after']]).to.deep.equal([503, '1']);
        expect(body).to.contain('try again');
        expect(seen).to.deep.equal([]);
        expect(ran).to.deep.equal(path === '/named' ? [] : ['action']);
      });
    }

    it('that is unknown does not matter to an action that does not ask for it', async () => {
      const mark = await store.mark(['name']);
      expect((await app.send('PUT', '/named/web')).status).to.equal(200);
      await mark.settle();
    });

    it('is a 503 also where the store is away', async () => {
      store.failures.read = new Error('the store is down');
      const { status, body } = await app.send('PUT', '/named');
      expect(status).to.equal(503);
      expect(body).not.to.contain('the store is down');
    });

    it('does not make a definite failure uncertain', async () => {
      const mark = await store.mark(['name']);
      expect((await app.send('PUT', '/named', { 'If-None-Match': '*' })).status).to.equal(412);
      await mark.settle();
    });
  });

  it('is an argument like others where an action is called directly', () => {
    expect(new MoreController().decorated(1, 2)).to.deep.equal({});
    expect(seen).to.deep.equal(['1 2', 1, 2]);
  });

  for (const setup of plainSetups) {
    it(`is an error when the controller is built if no @ETag provides the version: on ${setup.name}`, () => {
      @JsonController()
      class WithoutTag {
        @Put()
        @LastModified(() => UPDATED)
        update(@CurrentVersion() _version: number): void {}
      }
      expect(() => new App(setup, { controllers: [WithoutTag] }).create()).to.throw(
        TypeError,
        'WithoutTag.update takes @CurrentVersion(), but no @ETag that provides the version: add one',
      );
    });
  }

  it('is for parameters of actions', () => {
    expect(() => CurrentVersion()(class {}, undefined, 0)).to.throw(TypeError, 'can only be used on parameters');
  });
});
