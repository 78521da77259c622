import { expect } from 'chai';
import { Body, Delete, Get, HttpCode, JsonController, Put } from 'routing-controllers';
import { ETag, ETagFromResult, PreconditionRequired, WebReq, type WebRequest } from 'routing-controllers-etag';
import { contentOf, open } from '../koa/receive';
import { inEachSetup } from './app';
import { type Case, testCases } from './cases';

const TEXT = 'a text that is worth to be compressed '.repeat(100);
const ran: string[] = [];

const version = (): string => 'v1';

@JsonController()
class ArticleController {
  @Get('/strict')
  @Get('/lenient')
  @ETag(version)
  show(): object {
    ran.push('show');
    return { text: TEXT };
  }

  @Get('/weak')
  @ETag(() => ({ value: 'v1', weak: true }))
  weak(): object {
    ran.push('weak');
    return { text: TEXT };
  }

  @Put('/strict')
  @ETag(version)
  @PreconditionRequired()
  @ETagFromResult(() => 'v2')
  save(@Body() _changes: object): object {
    ran.push('save');
    return { text: TEXT };
  }

  @Delete('/strict')
  @ETag(version)
  @HttpCode(200)
  remove(): object {
    ran.push('remove');
    return {};
  }

  @Put('/lenient')
  @ETag(version, { ifMatch: 'weak' })
  saveLeniently(@Body() _changes: object): object {
    ran.push('save');
    return {};
  }

  @Put('/checked')
  check(@WebReq() web: WebRequest): object {
    web.checkNotModified('v1');
    ran.push('save');
    return { known: web.ifMatch };
  }
}

/** Each form of the tag `"v1"` that a coding on its way has made. */
const coded = ['"v1--gzip"', '"v1--br"', '"v1--zstd"'];
const weakened = ['W/"v1"', 'W/"v1--gzip"'];
/** Each form that Apache gives it. */
const byApache = ['"v1-gzip"', '"v1-br"', '"v1;gzip"'];
const others = [...byApache, '"v0"', '"v0--gzip"', '"v10"', '"v1--bogus"', '"v1--gzip--gzip"', '"v1gzip"', '"--gzip"'];

/** The compression says so of all its answers. */
const VARIED = { vary: 'Accept-Encoding' };

const writeCases: readonly Case[] = [
  ...['"v1"', ...coded, `"v0--gzip", "v1--gzip"`].flatMap((tag): Case[] =>
    ['PUT /strict', 'PUT /lenient'].map(
      (send): Case => ({
        rule: 'a client that read a coded article can save it with the tag it got',
        send,
        with: { 'If-Match': tag },
        body: {},
        status: 200,
        ran: ['save'],
      }),
    ),
  ),
  ...['"v1"', ...coded].map(
    (tag): Case => ({
      rule: 'and delete it',
      send: 'DELETE /strict',
      with: { 'If-Match': tag },
      status: 200,
      ran: ['remove'],
    }),
  ),
  {
    rule: 'whatever coding the write itself accepts',
    send: 'PUT /strict',
    with: { 'If-Match': '"v1--gzip"', 'Accept-Encoding': 'identity' },
    body: {},
    status: 200,
    ran: ['save'],
  },
  ...others.flatMap((tag): Case[] =>
    ['PUT /strict', 'PUT /lenient', 'PUT /checked'].map(
      (send): Case => ({
        rule: 'another version is refused, coded or not',
        send,
        with: { 'If-Match': tag },
        body: {},
        status: 412,
        fields: VARIED,
        ran: [],
      }),
    ),
  ),
  ...weakened.flatMap((tag): Case[] => [
    {
      rule: 'a weakened tag is refused',
      send: 'PUT /strict',
      with: { 'If-Match': tag },
      body: {},
      status: 412,
      fields: VARIED,
      message: /If-Match names the current version by a weak tag: .* Send the tag without W\//,
      ran: [],
    },
    {
      rule: "{ ifMatch: 'weak' } accepts it",
      send: 'PUT /lenient',
      with: { 'If-Match': tag },
      body: {},
      status: 200,
      ran: ['save'],
    },
  ]),
  {
    rule: "{ ifMatch: 'weak' } accepts no other version",
    send: 'PUT /lenient',
    with: { 'If-Match': 'W/"v0", W/"v0--gzip"' },
    body: {},
    status: 412,
    fields: VARIED,
    ran: [],
  },
  {
    rule: "{ ifMatch: 'weak' } fails closed where the field is malformed",
    send: 'PUT /lenient',
    with: { 'If-Match': 'W/"v1" "v1"' },
    body: {},
    status: 412,
    fields: VARIED,
    message: /If-Match is malformed/,
    ran: [],
  },
  ...['"v1--gzip"', 'W/"v1--gzip"'].map(
    (tag): Case => ({
      rule: 'If-None-Match refuses to overwrite what the client holds coded',
      send: 'PUT /lenient',
      with: { 'If-None-Match': tag, 'Accept-Encoding': 'identity' },
      body: {},
      status: 412,
      fields: VARIED,
      ran: [],
    }),
  ),
  {
    rule: 'checkNotModified understands it too, and ifMatch is what was sent',
    send: 'PUT /checked',
    with: { 'If-Match': '"v1--gzip"' },
    body: {},
    status: 200,
    result: { known: [{ value: 'v1--gzip', weak: false }] },
    ran: ['save'],
  },
];

const readCases: readonly Case[] = [
  ...coded
    .filter((tag) => !tag.includes('zstd'))
    .concat(weakened)
    .map(
      (tag): Case => ({
        rule: 'the action is not run for a client that holds it coded; the 304 repeats its form',
        send: 'GET /strict',
        with: { 'If-None-Match': tag, 'Accept-Encoding': 'gzip, br' },
        status: 304,
        fields: { etag: tag, vary: 'Accept-Encoding', 'cache-control': 'max-age=0' },
        ran: [],
      }),
    ),
  {
    rule: 'it is run if the client does not accept what a cache holds',
    send: 'GET /strict',
    with: { 'If-None-Match': '"v1--gzip"', 'Accept-Encoding': 'br' },
    status: 200,
    fields: { etag: '"v1--br"' },
    ran: ['show'],
  },
  {
    rule: 'a weak tag is not marked',
    send: 'GET /weak',
    with: { 'Accept-Encoding': 'gzip' },
    status: 200,
    fields: { etag: 'W/"v1"', 'content-encoding': 'gzip' },
  },
  {
    rule: 'a weak tag is the same for all codings',
    send: 'GET /weak',
    with: { 'Accept-Encoding': 'br', 'If-None-Match': 'W/"v1"' },
    status: 304,
    fields: { etag: 'W/"v1"' },
    ran: [],
  },
];

/** Opaque tags are opaque: without the option a version may end as Apache's marks do. */
const apacheCases: readonly Case[] = byApache.flatMap((tag): Case[] => [
  {
    rule: 'a write with a tag that Apache has marked passes',
    send: 'DELETE /strict',
    with: { 'If-Match': tag },
    status: 200,
    ran: ['remove'],
  },
  {
    rule: 'a read with a tag that Apache has marked is a 304 that repeats it',
    send: 'GET /strict',
    with: { 'If-None-Match': tag, 'Accept-Encoding': 'gzip, br' },
    status: 304,
    fields: { etag: tag, vary: 'Accept-Encoding' },
    ran: [],
  },
]);

describe('@ETag behind Apache, with { apacheMarks: true }', () => {
  inEachSetup({ controllers: [ArticleController], conditionalRequests: { apacheMarks: true } }, (app) => {
    testCases(app, ran, apacheCases);
  });
});

describe('@ETag under a content coding', () => {
  inEachSetup(
    ({ compression }) => ({ controllers: [ArticleController], use: [compression()] }),
    (app) => {
      for (const coding of ['gzip', 'br', 'deflate']) {
        it(`${coding}: the article can be saved with the tag that came with it, once`, async () => {
          const answer = await open(app.port, '/strict', { 'Accept-Encoding': coding });
          await contentOf(answer);
          expect(answer.headers).to.include({
            'content-encoding': coding,
            vary: 'Accept-Encoding',
            etag: `"v1--${coding}"`,
          });
          const json = { 'Content-Type': 'application/json', 'If-Match': answer.headers.etag as string };
          const saved = await app.send('PUT', '/strict', json, '{}');
          expect(saved.status).to.equal(200);
          expect(saved.headers.etag).to.equal('"v2"');
        });
      }

      describe('writes', () => testCases(app, ran, writeCases));
      describe('reads', () => testCases(app, ran, readCases));
    },
  );
});
