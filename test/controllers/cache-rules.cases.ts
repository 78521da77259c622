import { type Case, exchanges } from '../cases';

/**
 * The rules: `/assets/*` is `public, max-age=31536000, immutable`, `/secret/*` is `no-store`, `/pages/*` is `no-cache`, `/api/*` is
 * `max-age=60`, and nothing is said of the rest. The folder has `assets/app.js` and `pages/index.html`.
 */
export const ruledCases: readonly Case[] = exchanges(`
the first rule that matches the path decides
  GET /api/plain -> 200 | untouched | cache-control: max-age=60
  GET /secret/plain -> 200 | untouched | cache-control: no-store
nothing is said where no rule matches
  GET /other/plain -> 200 | untouched | no cache-control
the path is decoded, and compared without the query
  GET /%61ssets/app.js?x=/secret/ -> 200 | cache-control: public, max-age=31536000, immutable
  GET /other/plain?x=/api/plain -> 200 | untouched | no cache-control
the answer to a write follows it too
  PUT /api/plain -> 200 | untouched | cache-control: max-age=60
an error has none, whoever makes it
  GET /api/missing -> 404 | untouched | no cache-control
  GET /api/failing -> 409 | untouched | no cache-control
  GET /api/thrown -> 500 | untouched | no cache-control
a conditional action follows it on its 200, and on its 304
  GET /api/tagged -> 200 | etag: "v1" | cache-control: max-age=60
  GET /api/tagged | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: max-age=60
  GET /api/from-result -> 200 | etag: "v1" | cache-control: max-age=60
  GET /api/from-result | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: max-age=60
a 412 has none
  GET /api/tagged | If-Match: "v0" -> 412 | no cache-control
what no rule is about is revalidated by default
  GET /other/tagged -> 200 | etag: "v1" | cache-control: max-age=0
@CacheControl wins
  GET /api/declared -> 200 | etag: "v1" | cache-control: no-cache
  GET /api/declared | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: no-cache
tagged() wins
  GET /api/returned -> 200 | etag: "v1" | cache-control: no-cache
@Header wins
  GET /api/header -> 200 | untouched | cache-control: no-cache
what the action sets itself wins
  GET /api/own -> 200 | untouched | cache-control: no-cache
its Expires wins too, which max-age would override
  GET /api/expires -> 200 | untouched | no cache-control | expires: Sat, 01 Jan 2000 00:00:00 GMT
  GET /api/declared-expiry -> 200 | etag: "v1" | no cache-control
for a request with Authorization it is private
  GET /api/plain | Authorization: Bearer a -> 200 | untouched | cache-control: private, max-age=60
behind @Authorized it is private
  GET /api/authorized -> 200 | untouched | cache-control: private, max-age=60
  GET /api/authorized-tagged -> 200 | etag: "v1" | cache-control: private, max-age=60
who may store it can be said
  GET /assets/authorized -> 200 | untouched | cache-control: public, max-age=31536000, immutable
files follow it, as what serves them sets a default alone
  GET /assets/app.js -> 200 | cache-control: public, max-age=31536000, immutable | content 1
  GET /pages/index.html -> 200 | cache-control: no-cache
a missing file has none
  GET /assets/missing.js -> 404 | untouched | no cache-control
`);
