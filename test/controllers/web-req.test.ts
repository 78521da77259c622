import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { Context } from 'koa';
import {
  BadRequestError,
  Ctx,
  Get,
  Header,
  HttpCode,
  JsonController,
  Method,
  OnNull,
  OnUndefined,
  Param,
  Post,
  Put,
  Redirect,
} from 'routing-controllers';
import {
  CacheControl,
  type EntityTagList,
  ETag,
  Expires,
  LastModified,
  Vary,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';
import { type Case, exchanges, testCases } from '../cases';
import { inEachSetup, onlyOn } from './app';
import { type Exchange, InExchange } from './exchange';

const ran: string[] = [];
const MODIFIED = new Date(Date.UTC(1994, 10, 6, 8, 49, 37, 500));
const LAST_MODIFIED = 'Sun, 06 Nov 1994 08:49:37 GMT';
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';
const UP_TO_DATE = { 'If-None-Match': '"v1"' };

/** What can be asked of a request, by the path that asks it. */
const questions: Readonly<Record<string, (web: WebRequest) => boolean>> = {
  tag: (web) => web.checkNotModified('v1'),
  date: (web) => web.checkNotModified(MODIFIED),
  both: (web) => web.checkNotModified('v1', MODIFIED),
  'entity-tag': (web) => web.checkNotModified({ value: 'v1', weak: false }, MODIFIED),
  object: (web) => web.checkNotModified({ etag: 'v1', lastModified: MODIFIED }),
  version: (web) => web.checkNotModified({ etag: 7 }),
  time: (web) => web.checkNotModified({ lastModified: MODIFIED.getTime() }),
  unknown: (web) => web.checkNotModified({}),
  absent: (web) => web.checkNotModified(null),
  twice: (web) => web.checkNotModified('v0') || web.checkNotModified('v1'),
  again: (web) => web.checkNotModified('v1') && web.checkNotModified('v0'),
};

@JsonController('/questions')
class QuestionController {
  @Get('/:question')
  @Method('query' as 'get', '/:question')
  @Put('/:question')
  @Post('/:question')
  ask(@Param('question') question: string, @WebReq() web: WebRequest): object | null {
    const notModified = (questions[question] as (web: WebRequest) => boolean)(web);
    ran.push(`${notModified} ${web.outcome}`);
    return notModified ? null : { full: true };
  }
}

/** Every answer of an action that has been told that its response is complete. */
@JsonController('/complete')
class CompleteController {
  @Get('/null')
  @OnNull(404)
  null(@WebReq() web: WebRequest): object | null {
    return web.checkNotModified('v1') ? null : {};
  }

  @Get('/undefined')
  @OnUndefined(410)
  undefined(@WebReq() web: WebRequest): object | undefined {
    return web.checkNotModified('v1') ? undefined : {};
  }

  @Get('/plain-undefined')
  plainUndefined(@WebReq() web: WebRequest): object | undefined {
    return web.checkNotModified('v1') ? undefined : {};
  }

  @Get('/anything')
  @HttpCode(203)
  anything(@WebReq() web: WebRequest): object {
    web.checkNotModified('v1');
    return { full: true };
  }

  @Get('/promise')
  async promise(@WebReq() web: WebRequest): Promise<object> {
    await Promise.resolve();
    web.checkNotModified('v1');
    return { full: true };
  }

  @Get('/ctx')
  ctx(@Ctx() ctx: Context, @WebReq() web: WebRequest): Context {
    ctx.status = 201;
    ctx.type = 'text/html';
    ctx.body = Readable.from(['<p>']);
    web.checkNotModified('v1');
    return ctx;
  }

  @Get('/redirect')
  @Redirect('/elsewhere')
  redirect(@WebReq() web: WebRequest): object {
    web.checkNotModified('v1');
    return {};
  }

  @Get('/fields')
  @Header('X-Mine', 'yes')
  @CacheControl({ maxAge: 60 })
  @Vary('Accept')
  @Expires(() => new Date(Date.UTC(2099, 0, 1)))
  fields(@InExchange() exchange: Exchange, @WebReq() web: WebRequest): object | null {
    exchange.set('Set-Cookie', 'seen=yes; path=/; httponly');
    exchange.set('Content-Location', '/here');
    return web.checkNotModified('v1') ? null : {};
  }
}

@JsonController('/inside')
class InsideController {
  /** The evaluation by @ETag comes first, that of the action next. */
  @Get('/tagged')
  @ETag(() => 'outer')
  tagged(@WebReq() web: WebRequest): object | null {
    ran.push('action');
    return web.checkNotModified('v1') ? null : {};
  }

  @Put('/tagged')
  @ETag(() => 'outer')
  write(@WebReq() web: WebRequest): object {
    ran.push('action');
    web.checkNotModified('v1');
    ran.push('written');
    return {};
  }

  @Get('/published')
  published(@WebReq() web: WebRequest): object {
    web.publish({ etag: 'v1', lastModified: MODIFIED });
    return {};
  }

  @Put('/published')
  publishedWrite(@WebReq() web: WebRequest): object {
    web.publish({ etag: 'v2' });
    web.publish({ lastModified: MODIFIED });
    return {};
  }

  @Put('/published/nothing')
  @OnNull(204)
  publishedNothing(@WebReq() web: WebRequest): null {
    web.publish({ etag: 'v2' });
    return null;
  }

  @Put('/published/error')
  publishedError(@WebReq() web: WebRequest): object {
    web.publish({ etag: 'v2' });
    throw new BadRequestError();
  }

  @Get('/own')
  own(@InExchange() exchange: Exchange, @WebReq() web: WebRequest): object | null {
    exchange.set('ETag', '"own"');
    return web.checkNotModified('v1') ? null : {};
  }

  @Get('/validators')
  @ETag(() => 'v1')
  @LastModified(() => 0)
  validators(@WebReq() web: WebRequest): object {
    return { outcome: web.outcome };
  }

  @Get('/conditions')
  @Put('/conditions')
  conditions(@WebReq() web: WebRequest): { ifMatch?: EntityTagList; ifNoneMatch?: EntityTagList } {
    return {
      ...(web.ifMatch !== undefined && { ifMatch: web.ifMatch }),
      ...(web.ifNoneMatch !== undefined && { ifNoneMatch: web.ifNoneMatch }),
    };
  }
}

/** What no JavaScript caller gets away with. */
const illegal: Readonly<Record<string, readonly [source: unknown[], message: RegExp]>> = {
  number: [
    [7],
    /checkNotModified\(7\) is ambiguous: pass \{ etag: 7 \} for a version, or \{ lastModified: 7 \} for a time/,
  ],
  bigint: [[7n], /checkNotModified\(7\) is ambiguous/],
  undefined: [[], /checkNotModified takes a tag, a Date, \{ etag, lastModified \} or null, not undefined/],
  boolean: [[false], /not false/],
  tag: [['a b'], /"a b" cannot be an entity tag/],
  date: [[new Date('soon')], /Invalid Date cannot be an HTTP-date/],
  'second-date': [['v1', '1994'], /a date is a Date or milliseconds since the epoch, not string/],
  member: [[{ etag: null }], /an entity tag is a string, .* not null/],
};

@JsonController('/illegal')
class IllegalController {
  @Get('/:name')
  @Put('/:name')
  ask(@Param('name') name: string, @WebReq() web: WebRequest): object {
    const [source] = illegal[name] as (typeof illegal)[string];
    (web.checkNotModified as (...source: unknown[]) => boolean)(...source);
    return {};
  }
}

const read = (question: string, fields: Case['with'], status: number, more: Partial<Case> = {}): Case => ({
  rule: `checkNotModified(${question})`,
  send: `GET /questions/${question}`,
  ...(fields && { with: fields }),
  status,
  ...more,
});

const questionCases: readonly Case[] = [
  read('tag', undefined, 200, {
    fields: { etag: '"v1"', 'cache-control': 'max-age=0' },
    result: { full: true },
    ran: ['false proceed'],
  }),
  read('tag', UP_TO_DATE, 304, {
    fields: { etag: '"v1"', 'cache-control': 'max-age=0' },
    ran: ['true not-modified'],
  }),
  read('tag', { 'If-None-Match': '"v0"' }, 200, { fields: { etag: '"v1"' } }),
  read('tag', { 'If-Match': '"v0"' }, 412, { message: /If-Match does not name the current version/, ran: [] }),
  read('date', undefined, 200, { fields: { 'last-modified': LAST_MODIFIED, etag: undefined } }),
  read('date', { 'If-Modified-Since': LAST_MODIFIED }, 304, { fields: { 'last-modified': LAST_MODIFIED } }),
  read('date', { 'If-Modified-Since': EARLIER }, 200),
  read('date', { 'If-Unmodified-Since': EARLIER }, 412, { message: /modified after the date/ }),
  ...['both', 'entity-tag', 'object'].flatMap((question) => [
    read(question, undefined, 200, { fields: { etag: '"v1"', 'last-modified': LAST_MODIFIED } }),
    read(question, UP_TO_DATE, 304, { fields: { etag: '"v1"', 'last-modified': undefined } }),
    read(question, { 'If-None-Match': '"v0"', 'If-Modified-Since': LAST_MODIFIED }, 200),
    read(question, { 'If-Modified-Since': LAST_MODIFIED }, 304, { fields: { etag: '"v1"' } }),
  ]),
  read('version', { 'If-None-Match': '"7"' }, 304, { fields: { etag: '"7"' } }),
  read('time', { 'If-Modified-Since': LAST_MODIFIED }, 304, { fields: { 'last-modified': LAST_MODIFIED } }),
  read('unknown', UP_TO_DATE, 200, { fields: { etag: undefined, 'cache-control': 'max-age=0' } }),
  read('unknown', { 'If-None-Match': '*' }, 304),
  read('unknown', { 'If-Match': '*' }, 200),
  read('absent', { 'If-None-Match': '*' }, 200, { ran: ['false proceed'] }),
  read('absent', { 'If-Match': '*' }, 200),
  read('twice', UP_TO_DATE, 304, { fields: { etag: '"v1"' } }),
  read('twice', { 'If-None-Match': '"v0"' }, 304, { fields: { etag: '"v0"' } }),
  read('twice', undefined, 200, { fields: { etag: '"v1"' } }),
  read('again', UP_TO_DATE, 304, { fields: { etag: '"v1"' }, ran: ['true not-modified'] }),
  ...exchanges(`
HEAD answers as GET would
  HEAD /questions/both | If-None-Match: "v1" -> 304
QUERY retrieves
  QUERY /questions/both | If-None-Match: "v1" -> 304
QUERY knows If-Modified-Since (RFC 10008, section 2.6)
  QUERY /questions/both | If-Modified-Since: ${LAST_MODIFIED} -> 304
a write goes on, and does not send the old validators
  {PUT,POST} /questions/both | If-Match: "v1" -> 200 | no etag | no last-modified | no cache-control | ran false proceed
an unconditional write goes on
  {PUT,POST} /questions/both -> 200 | no etag | ran false proceed
a failed precondition throws, so that nothing is overwritten though the result be ignored
  {PUT,POST} /questions/both | If-Match: "v0" -> 412 | ran nothing
If-None-Match: * creates only
  {PUT,POST} /questions/both | If-None-Match: * -> 412 | ran nothing
  {PUT,POST} /questions/absent | If-None-Match: * -> 200 | ran false proceed
If-Match: * fails where there is no representation
  {PUT,POST} /questions/absent | If-Match: * -> 412 | ran nothing
`),
];

const completeCases: readonly Case[] = [
  ...['null', 'undefined', 'plain-undefined', 'anything', 'promise', 'redirect', 'ctx'].map(
    (path): Case => ({
      rule: 'true means that the response is a 304, whatever the action returns and @OnNull, @HttpCode and the like say',
      send: `GET /complete/${path}`,
      with: UP_TO_DATE,
      status: 304,
      fields: { etag: '"v1"', 'cache-control': 'max-age=0', location: undefined },
      ...(path === 'ctx' && { only: onlyOn('koa', 'the context can be the result') }),
    }),
  ),
  ...exchanges(`
the 304 carries what the 200 would, and every field that says nothing of the content
  GET /complete/fields | If-None-Match: "v0" -> 200 | etag: "v1" | cache-control: max-age=60 | vary: Accept | expires: Thu, 01 Jan 2099 00:00:00 GMT | content-location: /here | x-mine: yes
  GET /complete/fields | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: max-age=60 | vary: Accept | expires: Thu, 01 Jan 2099 00:00:00 GMT | content-location: /here | x-mine: yes
`),
];

const insideCases: readonly Case[] = [
  ...exchanges(`
behind @ETag the action is asked last, and its tag is sent
  GET /inside/tagged -> 200 | etag: "v1" | ran action
  GET /inside/tagged | If-None-Match: "v1" -> 304 | etag: "v1" | ran action
behind @ETag the action is not asked if that has decided
  GET /inside/tagged | If-None-Match: "outer" -> 304 | etag: "outer" | ran nothing
a write passes both
  PUT /inside/tagged | If-Match: "outer", "v1" -> 200 | ran action, written
a write that passes @ETag alone is refused in the action
  PUT /inside/tagged | If-Match: "outer" -> 412 | ran action
publish() sends the validators of a read
  GET /inside/published -> 200 | etag: "v1" | last-modified: ${LAST_MODIFIED} | cache-control: max-age=0
publish() on a read evaluates: what is published is what answers (fault 11)
  GET /inside/published | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: max-age=0
publish() sends those of the new version on the answer to a write
  PUT /inside/published -> 200 | etag: "v2" | last-modified: ${LAST_MODIFIED} | no cache-control
`),
  {
    rule: 'publish() sends those of the new version on a 204 too',
    send: 'PUT /inside/published/nothing',
    status: ({ envelope }) => (envelope ? 200 : 204),
    fields: { etag: '"v2"' },
  },
  ...exchanges(`
publish() sends nothing on an error
  PUT /inside/published/error -> 400
a tag that the action has set itself is kept
  GET /inside/own -> 200 | etag: "own"
the action can see how the evaluation before it ended
  GET /inside/validators -> 200 | result {"outcome":"proceed"}
ifMatch and ifNoneMatch are the parsed fields
  PUT /inside/conditions | If-Match: "a,b" | If-Match: W/"c" | If-None-Match: * -> 200 | result {"ifMatch":[{"value":"a,b","weak":false},{"value":"c","weak":true}],"ifNoneMatch":"*"}
ifMatch and ifNoneMatch are undefined where nothing was sent
  GET /inside/conditions -> 200 | result {}
ifMatch and ifNoneMatch are undefined where the field is malformed
  GET /inside/conditions | If-Match: v1 | If-None-Match: "a" "b" -> 200 | result {}
`),
  {
    rule: 'ifMatch and ifNoneMatch are empty where the field is',
    send: 'GET /inside/conditions',
    with: { 'If-Match': '', 'If-None-Match': ' , ' },
    status: 200,
    result: { ifMatch: [], ifNoneMatch: [] },
  },
];

describe('@WebReq', () => {
  inEachSetup({ controllers: [QuestionController, CompleteController, InsideController, IllegalController] }, (app) => {
    testCases(app, ran, questionCases);
    testCases(app, ran, completeCases);
    testCases(app, ran, insideCases);

    testCases(
      app,
      ran,
      Object.entries(illegal).flatMap(([name, [, message]]) =>
        ['GET', 'PUT'].map(
          (method): Case => ({
            rule: 'an illegal argument is a TypeError',
            send: `${method} /illegal/${name}`,
            with: { 'If-Match': '*' },
            status: 500,
            message: new RegExp(`"TypeError".*${message.source.replaceAll('"', '\\\\?"')}`),
          }),
        ),
      ),
    );

    it('keeps the cookies on a 304', async () => {
      const answer = await app.send('GET', '/complete/fields', UP_TO_DATE);
      expect(answer.headers['set-cookie']).to.deep.equal(['seen=yes; path=/; httponly']);
    });
  });

  it('decorates parameters of actions only', () => {
    expect(() => WebReq()(class {}, undefined, 0)).to.throw(
      TypeError,
      '@WebReq can only be used on parameters of controller methods',
    );
  });

  it('leaves a direct call as it is', () => {
    const web = { checkNotModified: () => true, outcome: 'not-modified' } as unknown as WebRequest;
    expect(new QuestionController().ask('tag', web)).to.equal(null);
    expect(new CompleteController().anything(web)).to.deep.equal({ full: true });
  });
});
