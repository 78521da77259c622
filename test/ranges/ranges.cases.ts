import { type Case, exchanges } from '../cases';

/** Every representation has the eleven bytes `{"a":12345}`; `/tagged` and `/late` have the tag `"v1"`, `/weak` has `W/"v1"`. */
export const rangeCases: readonly Case[] = exchanges(`
without Range the whole is sent, and says that ranges are answered
  GET /plain/{text,buffer,json,file} -> 200 | accept-ranges: bytes | no content-range | content {"a":12345}
HEAD says so too
  HEAD /plain/{text,json} -> 200 | accept-ranges: bytes | content-length: 11
one range
  GET /plain/{text,buffer,json,file} | Range: bytes=0-4 -> 206 | content-range: bytes 0-4/11 | content-length: 5 | accept-ranges: bytes | content {"a":
  GET /tagged/{text,buffer,json,file} | Range: bytes=0-4 -> 206 | content-range: bytes 0-4/11 | etag: "v1" | cache-control: max-age=0 | content {"a":
  GET /late/{text,buffer,json,file} | Range: bytes=0-4 -> 206 | content-range: bytes 0-4/11 | etag: "v1" | content {"a":
an open range goes to the end
  GET /plain/{text,buffer,json,file} | Range: bytes=5- -> 206 | content-range: bytes 5-10/11 | content 12345}
a suffix is the last bytes
  GET /plain/{text,buffer,json,file} | Range: bytes=-5 -> 206 | content-range: bytes 6-10/11 | content 2345}
an end behind the last byte is the last byte
  GET /plain/{text,buffer,json,file} | Range: bytes=9-99 -> 206 | content-range: bytes 9-10/11 | content 5}
all bytes are a range too
  GET /plain/{text,buffer,json,file} | Range: bytes=0- -> 206 | content-range: bytes 0-10/11 | content {"a":12345}
where no byte is there is no part, and nothing that says what the whole is
  GET /tagged/{text,buffer,json,file} | Range: bytes=11- -> 416 | content-range: bytes */11 | content-length: 0 | no content-type | no etag | no cache-control
  GET /plain/{text,buffer,json,file} | Range: bytes=-0 -> 416 | content-range: bytes */11 | content-length: 0
unknown units and malformed fields are ignored
  GET /plain/{text,buffer,json,file} | Range: items=0-4 -> 200 | content {"a":12345}
  GET /plain/{text,file} | Range: bytes=4-0 -> 200 | content {"a":12345}
  GET /plain/{text,file} | Range: bytes=a-b -> 200 | content {"a":12345}
  GET /plain/{text,file} | Range: 0-4 -> 200 | content {"a":12345}
  GET /plain/{text,file} | Range: bytes=0-1 | Range: bytes=3-4 -> 200 | content {"a":12345}
If-Range names the current version: the part is sent
  GET /tagged/{text,buffer,json,file} | Range: bytes=0-4 | If-Range: "v1" -> 206 | etag: "v1" | content {"a":
  GET /late/{text,buffer,json,file} | Range: bytes=0-4 | If-Range: "v1" -> 206 | etag: "v1" | content {"a":
  GET /tagged/{text,buffer,json,file} | Range: bytes=11- | If-Range: "v1" -> 416 | content-range: bytes */11
If-Range names another version: the whole is sent
  GET /tagged/{text,buffer,json,file} | Range: bytes=0-4 | If-Range: "v0" -> 200 | etag: "v1" | content {"a":12345}
  GET /tagged/{text,buffer,json,file} | Range: bytes=11- | If-Range: "v0" -> 200 | etag: "v1" | content {"a":12345}
If-Range compares strongly: a weak tag names no bytes
  GET /tagged/{text,buffer,json,file} | Range: bytes=0-4 | If-Range: W/"v1" -> 200 | content {"a":12345}
  GET /weak/{text,buffer,json,file} | Range: bytes=0-4 | If-Range: W/"v1" -> 200 | etag: W/"v1" | content {"a":12345}
  GET /weak/{text,buffer,json,file} | Range: bytes=0-4 | If-Range: "v1" -> 200 | content {"a":12345}
If-Range with the exact date
  GET /dated/{text,buffer,json,file} | Range: bytes=0-4 | If-Range: Sat, 01 Jan 2000 00:00:00 GMT -> 206 | content {"a":
  GET /dated/{text,buffer,json,file} | Range: bytes=0-4 | If-Range: Sat, 01 Jan 2000 00:00:01 GMT -> 200 | content {"a":12345}
  GET /dated/{text,buffer,json,file} | Range: bytes=0-4 | If-Range: Fri, 31 Dec 1999 23:59:59 GMT -> 200 | content {"a":12345}
If-Range that nothing can be compared with, or that is malformed: the whole is sent
  GET /plain/{json,file} | Range: bytes=0-4 | If-Range: "v1" -> 200 | content {"a":12345}
  GET /tagged/{text,file} | Range: bytes=0-4 | If-Range: v1 -> 200 | content {"a":12345}
  GET /tagged/{text,file} | Range: bytes=0-4 | If-Range: "v1", "v2" -> 200 | content {"a":12345}
  GET /tagged/{text,file} | Range: bytes=0-4 | If-Range: * -> 200 | content {"a":12345}
If-Range without Range means nothing
  GET /tagged/{text,file} | If-Range: "v0" -> 200 | content {"a":12345}
preconditions come first
  GET /tagged/{text,file} | Range: bytes=0-4 | If-None-Match: "v1" -> 304 | etag: "v1" | no content-range | no accept-ranges
  GET /tagged/{text,file} | Range: bytes=0-4 | If-Match: "v0" -> 412 | no content-range
  GET /late/{text,file} | Range: bytes=0-4 | If-None-Match: "v1" -> 304 | etag: "v1" | no content-range
  GET /late/{text,file} | Range: bytes=0-4 | If-Match: "v0" -> 412 | no content-range
  GET /tagged/{text,file} | Range: bytes=0-4 | If-Match: "v1" | If-None-Match: "v0" -> 206 | content {"a":
other methods are not asked for ranges
  HEAD /tagged/{text,json} | Range: bytes=0-4 -> 200 | etag: "v1" | no content-range | content-length: 11
  POST /plain/{text,buffer,json} | Range: bytes=0-4 -> 200 | no content-range | no accept-ranges | content {"a":12345}
another status than 200 stays as it is
  GET /created/{text,file} | Range: bytes=0-4 -> 203 | no content-range | no accept-ranges | content {"a":12345}
  GET /nowhere | Range: bytes=0-4 -> 404 | no content-range | no accept-ranges
what is coded has no ranges
  GET /coded/{text,buffer,file} | Range: bytes=0-4 -> 200 | no content-range | no accept-ranges | content {"a":12345}
a route that says so has none
  GET /none/{text,file} | Range: bytes=0-4 -> 200 | no content-range | accept-ranges: none | content {"a":12345}
a route that answers ranges itself is left alone
  GET /own-range | Range: bytes=5-6 -> 206 | content-range: bytes 0-0/11 | content {
a stream whose bytes are not known has none
  GET /stream | Range: bytes=0-4 -> 200 | no content-range | no accept-ranges | content {"a":12345}
a part of a file is no whole
  GET /part-of-file | Range: bytes=0-4 -> 200 | no content-range | no accept-ranges | content "a":12345}
of nothing there is no part
  GET /empty | Range: bytes=0-4 -> 200 | no content-range
`);
