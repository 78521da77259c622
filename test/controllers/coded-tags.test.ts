import { expect } from 'chai';
import { Body, Delete, Get, HttpCode, JsonController, Put } from 'routing-controllers';
import { ETag, ETagFromResult, PreconditionRequired, WebReq, type WebRequest } from 'routing-controllers-etag';
import { type Case, exchanges, testCases } from '../cases';
import { contentOf, open } from '../koa/receive';
import { inEachSetup } from './app';

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

const writeCases: readonly Case[] = exchanges(`
a client that read a coded article can save it with the tag it got
  PUT /{strict,lenient} | If-Match: "v1{,--gzip,--br,--zstd}" | body {} -> 200 | ran save
  PUT /{strict,lenient} | If-Match: "v0--gzip", "v1--gzip" | body {} -> 200 | ran save
and delete it
  DELETE /strict | If-Match: "v1{,--gzip,--br,--zstd}" -> 200 | ran remove
whatever coding the write itself accepts
  PUT /strict | If-Match: "v1--gzip" | Accept-Encoding: identity | body {} -> 200 | ran save
another version is refused, coded or not
  PUT /{strict,lenient,checked} | If-Match: "{v1-gzip,v1-br,v1;gzip,v0,v0--gzip,v10,v1--bogus,v1--gzip--gzip,v1gzip,--gzip}" | body {} -> 412 | vary: Accept-Encoding | ran nothing
a weakened tag is refused
  PUT /strict | If-Match: W/"v1{,--gzip}" | body {} -> 412 | vary: Accept-Encoding | says If-Match names the current version by a weak tag | ran nothing
{ ifMatch: 'weak' } accepts it
  PUT /lenient | If-Match: W/"v1{,--gzip}" | body {} -> 200 | ran save
{ ifMatch: 'weak' } accepts no other version
  PUT /lenient | If-Match: W/"v0", W/"v0--gzip" | body {} -> 412 | vary: Accept-Encoding | ran nothing
{ ifMatch: 'weak' } fails closed where the field is malformed
  PUT /lenient | If-Match: W/"v1" "v1" | body {} -> 412 | vary: Accept-Encoding | says If-Match is malformed | ran nothing
If-None-Match refuses to overwrite what the client holds coded
  PUT /lenient | If-None-Match: {,W/}"v1--gzip" | Accept-Encoding: identity | body {} -> 412 | vary: Accept-Encoding | ran nothing
checkNotModified understands it too, and ifMatch is what was sent (fault 12)
  PUT /checked | If-Match: "v1--gzip" | body {} -> 200 | result {"known":[{"value":"v1--gzip","weak":false}]} | ran save
`);

const readCases: readonly Case[] = exchanges(`
the action is not run for a client that holds it coded; the 304 repeats its form
  GET /strict | If-None-Match: "v1{--gzip,--br}" | Accept-Encoding: gzip, br -> 304 | etag: "v1{--gzip,--br}" | vary: Accept-Encoding | cache-control: max-age=0 | ran nothing
  GET /strict | If-None-Match: W/"v1--gzip" | Accept-Encoding: gzip, br -> 304 | etag: W/"v1--gzip" | vary: Accept-Encoding | cache-control: max-age=0 | ran nothing
  GET /strict | If-None-Match: W/"v1" | Accept-Encoding: gzip, br -> 304 | etag: W/"v1" | cache-control: max-age=0 | ran nothing
it is run if the client does not accept what a cache holds
  GET /strict | If-None-Match: "v1--gzip" | Accept-Encoding: br -> 200 | etag: "v1--br" | ran show
a weak tag is not marked
  GET /weak | Accept-Encoding: gzip -> 200 | etag: W/"v1" | content-encoding: gzip
a weak tag is the same for all codings
  GET /weak | Accept-Encoding: br | If-None-Match: W/"v1" -> 304 | etag: W/"v1" | ran nothing
`);

/** Opaque tags are opaque: without the option a version may end as Apache's marks do. */
const apacheCases: readonly Case[] = exchanges(`
a write with a tag that Apache has marked passes
  DELETE /strict | If-Match: "v1{-gzip,-br,;gzip}" -> 200 | ran remove
a read with a tag that Apache has marked is a 304 that repeats it
  GET /strict | If-None-Match: "v1{-gzip,-br,;gzip}" | Accept-Encoding: gzip, br -> 304 | etag: "v1{-gzip,-br,;gzip}" | vary: Accept-Encoding | ran nothing
`);

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
