import { type Case, exchanges } from '../cases';

/** The body of `/notes/:id` is `{"id":…}`, and its tag `"v…"`, without any decorator of this library. */
export const plainCases: readonly Case[] = exchanges(`
a tagged result is sent without its wrapping, and with its validators
  GET /notes/1 -> 200 | etag: "v1" | last-modified: Sat, 01 Jan 2000 00:00:00 GMT | cache-control: max-age=0 | result {"id":1} | ran show 1
a client that is up to date gets a 304, after the action
  {GET,HEAD,QUERY} /notes/1 | If-None-Match: "v1" -> 304 | etag: "v1" | no last-modified | cache-control: max-age=0 | ran show 1
  GET /notes/1 | If-Modified-Since: Sat, 01 Jan 2000 00:00:00 GMT -> 304 | etag: "v1" | ran show 1
another version gets the new representation
  GET /notes/1 | If-None-Match: "v0" -> 200 | etag: "v1" | result {"id":1}
If-Match holds on reads too
  GET /notes/1 | If-Match: "v1" -> 200 | etag: "v1" | result {"id":1}
  GET /notes/1 | If-Match: "v0" -> 412 | says If-Match does not name the current version | ran show 1
a plain result of the same action is untouched
  GET /notes/2 -> 200 | untouched | no last-modified | no cache-control | result {"id":2}
an action that is not asynchronous returns it too
  GET /at-once -> 200 | etag: "v1" | result {"at":"once"}
  GET /at-once | If-None-Match: "v1" -> 304 | etag: "v1"
an action of the base class returns it too
  GET /inherited -> 200 | etag: "base" | result {}
  GET /inherited | If-None-Match: "base" -> 304 | etag: "base"
an error has neither validators nor caching fields
  GET /failing -> 409 | untouched | no cache-control | no vary
the client reads what may be stored, and what was chosen by
  GET /caching -> 200 | etag: "v1" | cache-control: private, max-age=60 | vary: Accept-Language
  GET /caching | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: private, max-age=60 | vary: Accept-Language
caching fields can stand without validators
  GET /caching-alone -> 200 | untouched | cache-control: no-store | vary: Accept
what the action has set itself wins
  GET /own-fields -> 200 | etag: "own" | cache-control: no-cache
  GET /own-fields | If-None-Match: "v1" -> 304 | etag: "own" | cache-control: no-cache
a status of its own
  GET /status -> 203 | etag: "v1" | result {"status":203}
  GET /status | If-None-Match: "v1" -> 304 | etag: "v1"
a 304 repeats the fields that are declared
  GET /declared -> 200 | etag: "v1" | link: <a> | result {}
  GET /declared | If-None-Match: "v1" -> 304 | etag: "v1" | link: <a>
untagged: it exists, and has no tag
  GET /untagged -> 200 | untouched | cache-control: max-age=0
  GET /untagged | If-None-Match: * -> 304 | no etag
  GET /untagged | If-Match: "v1" -> 412 | says has no ETag now
what is behind authorization is private
  GET /personal -> 200 | etag: "v1" | cache-control: private, max-age=0
a write publishes the version that it has made
  {POST,PUT,PATCH,DELETE} /notes/1 -> 200 | etag: "v2" | last-modified: Sat, 01 Jan 2000 00:00:00 GMT | no cache-control | result {"saved":1} | ran save 1
  POST /created -> 201 | etag: "v1" | result {"created":true}
  PUT /emptied -> 204 | etag: "v1"
its precondition is not evaluated by it, as with @ETagFromResult
  PUT /notes/1 | If-Match: "v2" -> 200 | etag: "v2" | ran save 1
`);

export const nothingCases: readonly Case[] = exchanges(`
what is not there is not evaluated
  GET /nothing -> 404 | untouched
  GET /nothing | If-None-Match: * -> 404 | untouched
`);

/** `@ETag` says `"deep"` where it stands, and the result says `"result"`. */
export const besideCases: readonly Case[] = exchanges(`
@ETag is evaluated before the action, and the tag of the result is the one that is sent
  GET /deep -> 200 | etag: "result" | cache-control: max-age=5 | vary: Accept, Accept-Language | ran tag, deep
  GET /deep | If-None-Match: "deep" -> 304 | etag: "deep" | ran tag
  GET /deep | If-None-Match: "result" -> 304 | etag: "result" | cache-control: max-age=5 | ran tag, deep
@ETag refuses a write, and the result publishes its new version
  PUT /deep -> 200 | etag: "result" | ran deep
  PUT /deep | If-Match: "deep" -> 200 | etag: "result" | ran tag, deep
  PUT /deep | If-Match: "result" -> 412 | ran tag
what is said of a result wins over @CacheControl
  GET /declared -> 200 | etag: "result" | cache-control: max-age=5
@ETagFromResult beside it is an error
  GET /two-tags -> 500
@LastModifiedFromResult beside it is an error
  GET /two-dates -> 500
@HttpCode beside a status is an error
  GET /two-statuses -> 500
@ShallowEtag leaves the tag as it is
  GET /shallow -> 200 | etag: "result" | result {}
  GET /shallow | If-None-Match: "result" -> 304 | etag: "result"
@ShallowEtag tags a result that is not tagged itself
  GET /shallow-date -> 200 | etag: "99914b932bd37a50" | last-modified: Sat, 01 Jan 2000 00:00:00 GMT
`);
