import { expect } from 'chai';
import {
  Authorized,
  CurrentUser,
  Delete,
  Header,
  NotFoundError,
  Post,
  Session,
  SessionParam,
} from 'routing-controllers';
import { CacheControl, ETag, Expires, Vary } from 'routing-controllers-etag';
import { exchanges, testCases } from '../cases';
import { type AppOptions, inEachSetup } from './app';
import { controllerOf, does, takes } from './controller-of';
import { type Exchange, InExchange } from './exchange';

const ran: string[] = [];

const v1 = ETag(() => 'v1');

const ofTheClass = controllerOf(
  '/class',
  {
    plain: [Delete('/plain')],
    method: [CacheControl({ noStore: true })],
    tagged: [v1],
    error: [does(() => Promise.reject(new NotFoundError()))],
  },
  CacheControl({ public: true, maxAge: 600 }),
);

const ofTheMethod = controllerOf('/method', {
  object: [CacheControl({ private: true, maxAge: 60, staleIfError: 600 })],
  string: [CacheControl('max-age=60, x-mine="a, b"')],
  above: [v1, CacheControl({ maxAge: 60 })],
  below: [CacheControl({ maxAge: 60 }), v1],
  write: [Post('/write'), CacheControl({ noStore: true })],
  set: [
    v1,
    CacheControl({ maxAge: 60 }),
    takes(InExchange()),
    does((exchange: Exchange) => {
      exchange.set('Cache-Control', 'max-age=1');
      return {};
    }),
  ],
  header: [Header('Cache-Control', 'max-age=2'), CacheControl({ maxAge: 60 }), v1],
  expires: [v1, Expires(3600)],
  'only-vary': [Vary('Accept')],
});

const personal = controllerOf('/personal', {
  authorized: [Authorized(), v1],
  user: [v1, takes(CurrentUser())],
  session: [v1, takes(Session())],
  'session-param': [v1, takes(SessionParam('user'))],
  anybody: [v1],
  'max-age': [Authorized(), CacheControl({ maxAge: 60 })],
  fields: [
    Authorized(),
    CacheControl({ maxAge: 60, noCache: ['Set-Cookie'], extensions: { note: 'public, s-maxage=1' } }),
  ],
  public: [Authorized(), CacheControl({ public: true, maxAge: 60 })],
  shared: [Authorized(), CacheControl('S-MaxAge=60')],
  'no-store': [Authorized(), CacheControl({ noStore: true })],
  private: [Authorized(), CacheControl({ private: true })],
  expires: [Authorized(), Expires(3600)],
  'expires-tagged': [Authorized(), Expires(3600), v1],
});

/** What they declare, and whether it says who may store the whole response. */
const audiences = [
  ['private="Set-Cookie", max-age=60', false],
  ['PRIVATE="set-cookie", max-age=60', false],
  ['private = "Set-Cookie", max-age=60', false],
  ['private=Set-Cookie, max-age=60', false],
  ['max-age=60, private="Set-Cookie", no-cache="X-User"', false],
  ['no-cache="private", max-age=60', false],
  ['max-age=60, x-note="private, no-store, public"', false],
  ['max-age=60, x-note="\\", private, \\""', false],
  ['privately, max-age=60', false],
  ['must-revalidate', false],
  ['private="Set-Cookie", private', true],
  ['private="Set-Cookie", no-store', true],
  ['private="Set-Cookie", s-maxage=1', true],
  ['private="Set-Cookie", public', true],
  ['Private', true],
  ['max-age=60 , private', true],
] as const;

const qualified = controllerOf('/qualified', {
  ...Object.fromEntries(
    audiences.map(([value], index) => [`user-${index}`, [takes(CurrentUser()), CacheControl(value)]]),
  ),
  ...Object.fromEntries(
    audiences.map(([value], index) => [`function-${index}`, [v1, Authorized(), CacheControl(() => value)]]),
  ),
  directives: [takes(CurrentUser()), CacheControl({ private: ['Set-Cookie'], maxAge: 60 })],
  anybody: [CacheControl({ private: ['Set-Cookie'], maxAge: 60 })],
});

const personalClass = controllerOf('/personal-class', { show: [v1] }, Authorized());

const options: AppOptions = {
  controllers: [ofTheClass, ofTheMethod, personal, personalClass, qualified],
  authorizationChecker: () => true,
  currentUserChecker: () => ({ name: 'Ann' }),
  session: { user: 'Ann' },
};

describe('@CacheControl', () => {
  inEachSetup(options, (app) => {
    testCases(
      app,
      ran,
      exchanges(`
on a class it holds for all of its actions
  GET /class/{plain,tagged} -> 200 | cache-control: public, max-age=600
  GET /class/tagged | If-None-Match: "v1" -> 304 | cache-control: public, max-age=600
on a method it wins over the class
  GET /class/method -> 200 | cache-control: no-store
never on an error
  GET /class/error -> 404 | no cache-control
on any 2xx, that of a write too
  DELETE /class/plain -> 200 | cache-control: public, max-age=600
  POST /method/write -> 200 | cache-control: no-store
takes directives
  GET /method/object -> 200 | cache-control: private, max-age=60, stale-if-error=600
takes a string
  GET /method/string -> 200 | cache-control: max-age=60, x-mine="a, b"
stands above or below the other decorators
  GET /method/{above,below} -> 200 | cache-control: max-age=60
  GET /method/{above,below} | If-None-Match: "v1" -> 304 | cache-control: max-age=60
what the action sets itself wins
  GET /method/set -> 200 | cache-control: max-age=1
@Header wins, and is sent on the 304 as on the 200
  GET /method/header -> 200 | cache-control: max-age=2
  GET /method/header | If-None-Match: "v1" -> 304 | cache-control: max-age=2
without a tag there is no default
  GET /method/only-vary -> 200 | no cache-control
the default would override @Expires
  GET /method/expires -> 200 | no cache-control
  GET /method/expires | If-None-Match: "v1" -> 304 | no cache-control
`),
    );

    describe('behind authorization, and for a request with Authorization', () => {
      testCases(
        app,
        ran,
        exchanges(`
the default is private behind @Authorized on the action and on the class, and with @CurrentUser, @Session, @SessionParam
  GET /{personal/authorized,personal-class/show,personal/user,personal/session,personal/session-param} -> 200 | cache-control: private, max-age=0
  GET /{personal/authorized,personal-class/show,personal/user,personal/session,personal/session-param} | If-None-Match: "v1" -> 304 | cache-control: private, max-age=0
the default of the other actions is not
  GET /personal/anybody -> 200 | cache-control: max-age=0
  GET /personal/anybody | If-None-Match: "v1" -> 304 | cache-control: max-age=0
the default is private for a request with Authorization
  GET /personal/anybody | Authorization: Bearer x | If-None-Match: "v0" -> 200 | cache-control: private, max-age=0
  GET /personal/anybody | Authorization: Bearer x | If-None-Match: "v1" -> 304 | cache-control: private, max-age=0
private is added
  GET /personal/max-age -> 200 | cache-control: private, max-age=60
private is added for a request with Authorization
  GET /method/above | Authorization: Bearer x -> 200 | cache-control: private, max-age=60
a directive within quotes does not count
  GET /personal/fields -> 200 | cache-control: private, no-cache="Set-Cookie", max-age=60, note="public, s-maxage=1"
public stays as it was written
  GET /personal/public -> 200 | cache-control: public, max-age=60
s-maxage stays as it was written, in any case
  GET /personal/shared -> 200 | cache-control: S-MaxAge=60
no-store and private stay as they were written
  GET /personal/{no-store,private} -> 200 | cache-control: {no-store,private}
@Expires alone would let shared caches store it
  GET /personal/{expires,expires-tagged} -> 200 | cache-control: private
  GET /personal/expires-tagged | If-None-Match: "v1" -> 304 | cache-control: private
`),
      );
    });
  });

  describe('fault 15: a private that names fields leaves the rest of the response to shared caches', () => {
    inEachSetup(options, (app) => {
      for (const [index, [value, says]] of audiences.entries()) {
        const sent = says ? value : `private, ${value}`;
        for (const path of [`/qualified/user-${index}`, `/qualified/function-${index}`]) {
          it(`the response of one user: ${value} -> ${sent}, ${path}`, async () => {
            expect((await app.send('GET', path)).headers['cache-control']).to.equal(sent);
          });
        }

        it(`its 304: ${value} -> ${sent}`, async () => {
          const { status, headers } = await app.send('GET', `/qualified/function-${index}`, {
            'If-None-Match': '"v1"',
          });
          expect([status, headers['cache-control']]).to.deep.equal([304, sent]);
        });
      }

      testCases(
        app,
        ran,
        exchanges(`
by directives
  GET /qualified/directives -> 200 | cache-control: private, private="Set-Cookie", max-age=60
for a request with Authorization
  GET /qualified/anybody | Authorization: Bearer x -> 200 | cache-control: private, private="Set-Cookie", max-age=60
everybody's response stays as it was written
  GET /qualified/anybody -> 200 | cache-control: private="Set-Cookie", max-age=60
`),
      );
    });
  });

  it('refuses contradictions when the class is defined', () => {
    const refuse = (directives: object, message: string) =>
      expect(() => CacheControl(directives as never), message).to.throw(TypeError, message);
    refuse({ public: true, private: true }, 'public contradicts private');
    refuse({ private: true, sMaxAge: 1 }, 'private contradicts s-maxage');
    refuse({ maxAge: -1 }, 'max-age takes whole seconds, 0 or more, not -1');
    refuse({ maxAge: 1.5 }, 'max-age takes whole seconds, 0 or more, not 1.5');
    refuse({}, 'needs at least one directive');
    refuse({ maxage: 1 }, 'no directive "maxage"');
  });

  for (const value of ['', ' max-age=1', 'max-age=1\r\nX: y', 'max-age=1 ', 'a\0b', '\u65e5']) {
    it(`refuses a string that is no field value: ${JSON.stringify(value)}`, () => {
      expect(() => CacheControl(value)).to.throw(TypeError, 'is not a field value');
    });
  }

  it('is there once on a class and once on a method', () => {
    expect(() => {
      @CacheControl('no-store')
      @CacheControl('no-cache')
      class Controller {}
      return Controller;
    }).to.throw(TypeError, '@CacheControl(no-store): it is applied twice');
    expect(() => {
      class Controller {
        @CacheControl({ maxAge: 1 })
        @CacheControl({ maxAge: 2 })
        show(): void {}
      }
      return Controller;
    }).to.throw(TypeError, '@CacheControl(max-age=1) on Controller.show: it is applied twice');
  });

  it('decorates classes and methods only', () => {
    const decorate = CacheControl('no-store') as (prototype: object, name: string) => void;
    expect(() => decorate({}, 'title')).to.throw(
      TypeError,
      '@CacheControl on Object.title: it can only be used on controller methods',
    );
  });
});
