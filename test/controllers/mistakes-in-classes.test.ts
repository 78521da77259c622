import 'reflect-metadata';
import { expect } from 'chai';
import { Ctx, Get, Header, JsonController, Post, Put, UseInterceptor } from 'routing-controllers';
import {
  CacheControl,
  conditionalRequests,
  ETag,
  ETagContext,
  ETagFromResult,
  Expires,
  InProcessGuard,
  LastModified,
  LastModifiedFromResult,
  PreconditionRequired,
  ShallowEtag,
  Touches,
  Vary,
  versionOf,
  WebReq,
} from 'routing-controllers-etag';
import { App, plainSetups } from './app';
import { controllerOf } from './controller-of';

/** Lets a test write what the types refuse. */
type Untyped = (...args: readonly unknown[]) => Function;

const untyped = (fn: Function): Untyped => fn as Untyped;

/** Defines a class with one method, which is decorated. */
function define(...decorators: readonly Function[]): Function {
  class ArticleController {
    show(): object {
      return {};
    }
  }
  const descriptor = Object.getOwnPropertyDescriptor(ArticleController.prototype, 'show') as PropertyDescriptor;
  Reflect.decorate(decorators as MethodDecorator[], ArticleController.prototype, 'show', descriptor);
  return ArticleController;
}

function defineClass(...decorators: readonly Function[]): Function {
  class ArticleController {}
  return Reflect.decorate(decorators as ClassDecorator[], ArticleController) as Function;
}

const ACTION = 'ArticleController.show';

/** Found when the class is defined. */
const whenDefined: readonly (readonly [mistake: string, define: () => unknown, message: string])[] = [
  ...Object.entries({ ETag, ETagFromResult, LastModified, LastModifiedFromResult, Touches, versionOf }).flatMap(
    ([name, decorator]) =>
      [
        ['a value where a function is due', 'v1', '"v1"'],
        ['a number', 7, '7'],
        ['an object', {}, '[object Object]'],
        ['nothing', undefined, 'undefined'],
        ['null', null, 'null'],
      ].map(
        ([mistake, given, shown]) =>
          [
            `${name} with ${mistake}`,
            () => untyped(decorator)(given),
            `${name === 'versionOf' ? '' : '@'}${name} takes a function, such as |not ${shown}`,
          ] as const,
      ),
  ),
  ...Object.entries({
    ETag: ETag(() => 'v1'),
    ETagFromResult: ETagFromResult(() => 'v1'),
    LastModified: LastModified(() => 0),
    LastModifiedFromResult: LastModifiedFromResult(() => 0),
    Touches: Touches(() => 'name'),
    PreconditionRequired: PreconditionRequired(),
    Expires: Expires(60),
  }).flatMap(([name, decorator]) => [
    [
      `@${name} on a class`,
      () => defineClass(decorator),
      `@${name} on the class ArticleController: it can only be used on controller methods`,
    ] as const,
    [
      `@${name} on a property`,
      () => untyped(decorator)({ constructor: class ArticleController {} }, 'title', undefined),
      `@${name} on ArticleController.title: it can only be used on controller methods`,
    ] as const,
  ]),
  ['@ETagContext on a method', () => define(ETagContext(() => 'x')), '@ETagContext can only be used on controllers'],
  ['@ETagContext with a value', () => untyped(ETagContext)('x'), '@ETagContext takes a function'],
  ['@ETag without its parentheses', () => define(ETag), '@ETag takes a function'],
  [
    '@PreconditionRequired without its parentheses',
    () => define(PreconditionRequired),
    'write @PreconditionRequired()',
  ],
  [
    '@WebReq without its parentheses',
    () => untyped(WebReq)({}, 'show', 0),
    '@WebReq takes no arguments: write @WebReq()',
  ],
  ['@CacheControl without its parentheses', () => define(CacheControl), '@CacheControl: '],
  ['@Vary without its parentheses', () => define(Vary), '@Vary: {} is not a field name'],
  ['@CacheControl with a number', () => untyped(CacheControl)(60), '@CacheControl takes directives, such as { maxAge'],
  ['@CacheControl with null', () => untyped(CacheControl)(null), '@CacheControl takes directives'],
  ['@Expires with no number', () => untyped(Expires)('60'), '@Expires takes a function'],
  [
    '@ETag with an unknown option',
    () => untyped(ETag)(() => 'v1', { gard: false }),
    'unknown option gard; the options are',
  ],
  [
    '@ETag with a guard that is a key',
    () => untyped(ETag)(() => 'v1', { guard: 'key' }),
    'guard takes false or a function',
  ],
  [
    'conditionalRequests with something that is not a guard',
    () => untyped(conditionalRequests)({ guard: {} }),
    'guard takes an object',
  ],
  [
    'conditionalRequests with the class of a guard',
    () => untyped(conditionalRequests)({ guard: InProcessGuard }),
    'guard takes an object with a method take',
  ],
  [
    'conditionalRequests without its parentheses',
    () => untyped(conditionalRequests)({}, () => {}),
    'register conditionalRequests() instead',
  ],
  ['ShallowEtag without its parentheses', () => untyped(ShallowEtag)({}, {}), 'register ShallowEtag() instead'],
];

const ofClass = (...decorators: readonly Function[]) => controllerOf('/article', { show: decorators });

function Route(...decorators: readonly Function[]): Function {
  return Reflect.decorate([JsonController('/article')] as ClassDecorator[], define(...decorators)) as Function;
}

class BaseController {
  @Put()
  @PreconditionRequired()
  save(): object {
    return {};
  }
}

@JsonController('/derived')
class OverridingController extends BaseController {
  override save(): object {
    return super.save();
  }
}

/** Found when the controller is built. */
const whenBuilt: readonly (readonly [mistake: string, controller: Function, message: string])[] = [
  ...Object.entries({
    ETag: ETag(() => 'v1'),
    ETagFromResult: ETagFromResult(() => 'v1'),
    LastModified: LastModified(() => 0),
    Touches: Touches(() => 'name'),
    CacheControl: CacheControl({ maxAge: 60 }),
    Vary: Vary('Accept'),
    Expires: Expires(60),
  }).map(
    ([name, decorator]) =>
      [
        `@${name} on a method without a route`,
        Route(decorator),
        `${ACTION} has a decorator such as @ETag, but no route`,
      ] as const,
  ),
  ...Object.entries({
    'nothing else': [],
    '@ETagFromResult': [ETagFromResult(() => 'v1')],
    '@Touches': [Touches(() => 'name')],
    '@CacheControl': [CacheControl({ maxAge: 60 })],
  }).map(
    ([beside, decorators]) =>
      [
        `@PreconditionRequired beside ${beside}`,
        Route(Put(), PreconditionRequired(), ...decorators),
        `${ACTION} has @PreconditionRequired, but nothing evaluates a precondition: add @ETag or @LastModified`,
      ] as const,
  ),
  [
    '@PreconditionRequired of a base class',
    OverridingController,
    'BaseController.save has @PreconditionRequired, but nothing evaluates',
  ],
  ...['ETag', 'etag', 'ETAG'].flatMap((field) =>
    Object.entries({ '@ETag': ETag(() => 'v1'), '@ETagFromResult': ETagFromResult(() => 'v1') }).map(
      ([name, decorator]) =>
        [
          `fault 19: @Header('${field}') beside ${name}`,
          Route(Get(), decorator, Header(field, '"header"')),
          `show has @Header('${field}') and ${name}, so clients would receive a different value from the one that is compared`,
        ] as const,
    ),
  ),
  [
    "fault 19: @Header('ETag') above @ETag",
    Route(
      Header('ETag', '"header"'),
      ETag(() => 'v1'),
      Post(),
    ),
    `${ACTION} has @Header('ETag') and @ETag`,
  ],
  [
    "fault 19: @Header('Last-Modified') beside @LastModified",
    Route(
      Get(),
      Header('Last-Modified', 'now'),
      LastModified(() => 0),
    ),
    `${ACTION} has @Header('Last-Modified') and @LastModified`,
  ],
  [
    "fault 19: @Header('last-modified') beside @LastModifiedFromResult",
    Route(
      Get(),
      Header('last-modified', 'now'),
      LastModifiedFromResult(() => 0),
    ),
    `${ACTION} has @Header('last-modified') and @LastModifiedFromResult`,
  ],
];

describe('faults 25 and 26: a mistake in a class is an error that says what is wrong, where, and what to do', () => {
  describe('when the class is defined', () => {
    for (const [mistake, make, message] of whenDefined) {
      it(mistake, () => {
        for (const part of message.split('|')) expect(make).to.throw(TypeError, part);
      });
    }
  });

  for (const setup of plainSetups) {
    describe(`when the controller is built, on ${setup.driver.name}`, () => {
      for (const [mistake, controller, message] of whenBuilt) {
        it(mistake, () => {
          const app = new App(setup, { controllers: [controller], interceptors: [class {}] });
          expect(() => app.create()).to.throw(TypeError, message);
        });
      }

      it('interceptors: [ShallowEtag], which was not called', () => {
        const app = new App(setup, { controllers: [ofClass()], interceptors: [ShallowEtag] });
        expect(() => app.create()).to.throw(
          TypeError,
          'interceptors: call ShallowEtag(): { interceptors: [ShallowEtag()] }',
        );
      });

      it('what is right is no mistake', () => {
        const right = [
          Route(Get(), Header('X-Mine', 'yes'), Header('ETag', '"constant"')),
          Route(
            Get(),
            ETag(() => 'v1'),
            Header('Last-Modified', 'Sun, 06 Nov 1994 08:49:37 GMT'),
          ),
          Route(
            Put(),
            PreconditionRequired(),
            LastModified(() => 0),
          ),
          ofClass(UseInterceptor(ShallowEtag())),
        ];
        for (const controller of right)
          new App(setup, { controllers: [controller], interceptors: [class {}] }).create();
      });
    });
  }

  it('a class that is no controller itself may leave its route to those that are', () => {
    class UnroutedController {
      @ETag(() => 'v1')
      @PreconditionRequired()
      save(): object {
        return {};
      }
    }

    @JsonController('/derived')
    class DerivedController extends UnroutedController {
      @Put()
      override save(): object {
        return super.save();
      }

      @Get()
      show(@Ctx() _context: unknown): object {
        return {};
      }
    }

    for (const setup of plainSetups) {
      new App(setup, { controllers: [DerivedController], interceptors: [class {}] }).create();
    }
  });
});
