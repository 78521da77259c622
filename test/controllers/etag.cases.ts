import { type Case, exchanges } from '../cases';

/**
 * `/notes/1` has the tag `"v1"`, `/notes/2` the weak tag `W/"w2"`, `/notes/3` a tag with a comma; there is no other note.
 * Behind `show` are GET, HEAD and QUERY, behind `save` PUT, PATCH, POST and DELETE.
 */
export const readCases: readonly Case[] = exchanges(`
a read without a precondition runs the action and gets the tag
  GET /notes/1 -> 200 | etag: "v1" | cache-control: max-age=0 | no last-modified | result {"id":1} | ran tag 1, show 1
the action is not run for a client that is up to date
  GET /notes/1 | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: max-age=0 | ran tag 1
If-None-Match compares weakly: a weakened tag matches, and is repeated as the client holds it
  GET /notes/1 | If-None-Match: W/"v1" -> 304 | etag: W/"v1" | ran tag 1
a weak tag is published as it is and matches itself
  GET /notes/2 | If-None-Match: W/"w2" -> 304 | etag: W/"w2"
any member of a list matches
  GET /notes/1 | If-None-Match: "a", , W/"b",\t"v1" -> 304 | ran tag 1
several lines are one list
  GET /notes/1 | If-None-Match: "a" | If-None-Match: "v1" -> 304
a comma inside the quotes belongs to the tag
  GET /notes/3 | If-None-Match: "a,b" -> 304 | etag: "a,b"
If-None-Match: * is false where there is a representation
  GET /notes/1 | If-None-Match: * -> 304 | ran tag 1
another tag gets the new representation
  GET /notes/1 | If-None-Match: "v0" -> 200 | etag: "v1" | result {"id":1} | ran tag 1, show 1
tags are compared with regard to case
  GET /notes/1 | If-None-Match: "V1" -> 200 | ran tag 1, show 1
a malformed If-None-Match matches nothing on a read
  GET /notes/1 | If-None-Match: v1 -> 200 | etag: "v1" | ran tag 1, show 1
a list that is malformed behind the match matches nothing
  GET /notes/1 | If-None-Match: "v1" "v2" -> 200
w/"v1" is malformed: the W is a capital
  GET /notes/1 | If-None-Match: w/"v1" -> 200
an empty If-None-Match names no tag
  GET /notes/1 | If-None-Match: -> 200
the request's no-cache is no part of the evaluation
  GET /notes/1 | If-None-Match: "v1" | Cache-Control: no-cache | Pragma: no-cache -> 304 | ran tag 1
If-Match holds on reads too
  GET /notes/1 | If-Match: "v1" -> 200 | etag: "v1" | ran tag 1, show 1
a read is refused if If-Match names another version
  GET /notes/1 | If-Match: "v0" -> 412 | says If-Match does not name the current version | ran tag 1
If-Match is evaluated first, If-None-Match next
  GET /notes/1 | If-Match: "v1" | If-None-Match: "v1" -> 304 | ran tag 1
a failed If-Match beats a matching If-None-Match
  GET /notes/1 | If-Match: "v0" | If-None-Match: "v1" -> 412 | ran tag 1
HEAD answers as GET would
  HEAD /notes/1 -> 200 | etag: "v1" | cache-control: max-age=0 | ran tag 1, show 1
  HEAD /notes/1 | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: max-age=0 | ran tag 1
  HEAD /notes/1 | If-Match: "v0" -> 412 | ran tag 1
QUERY retrieves
  QUERY /notes/1 -> 200 | etag: "v1" | cache-control: max-age=0 | ran tag 1, show 1
  QUERY /notes/1 | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag 1
  QUERY /notes/1 | If-Match: "v0" -> 412 | ran tag 1
where there is no representation, the answer to a read is the action's own
  GET /notes/9 | {If-Match,If-None-Match}: * -> 404 | ran tag 9, show 9
  GET /notes/9 | {If-Match,If-None-Match}: "v1" -> 404 | ran tag 9, show 9
`);

export const writeCases: readonly Case[] = exchanges(`
the tag of an unconditional write is not generated
  {PUT,PATCH,POST,DELETE} /notes/1 -> 200 | no etag | no last-modified | no cache-control | result {"saved":1} | ran save 1
a write to the version that the client knows runs, and the old tag is not sent
  {PUT,PATCH,POST,DELETE} /notes/1 | If-Match: "v1" -> 200 | no etag | no last-modified | no cache-control | result {"saved":1} | ran tag 1, save 1
any member of a list may match
  {PUT,PATCH,POST,DELETE} /notes/1 | If-Match: "v0" | If-Match: "v1" -> 200 | ran tag 1, save 1
If-Match: * passes where there is a representation
  {PUT,PATCH,POST,DELETE} /notes/1 | If-Match: * -> 200 | ran tag 1, save 1
a write to another version is refused before the action
  {PUT,PATCH,POST,DELETE} /notes/1 | If-Match: "v0" -> 412 | says If-Match does not name the current version: get it again and retry with its ETag | ran tag 1
If-Match compares strongly: a weakened tag does not match
  {PUT,PATCH,POST,DELETE} /notes/1 | If-Match: W/"v1" -> 412 | ran tag 1
If-Match compares strongly: a weak tag does not even match itself
  {PUT,PATCH,POST,DELETE} /notes/2 | If-Match: W/"w2" -> 412 | ran tag 2
a malformed If-Match fails closed and says so
  {PUT,PATCH,POST,DELETE} /notes/1 | If-Match: v1 -> 412 | says If-Match is malformed | ran tag 1
an If-Match that is malformed behind the match fails closed
  {PUT,PATCH,POST,DELETE} /notes/1 | If-Match: "v1", v2 -> 412 | says If-Match is malformed | ran tag 1
an empty If-Match names no version
  {PUT,PATCH,POST,DELETE} /notes/1 | If-Match: -> 412 | ran tag 1
If-None-Match: * creates only
  {PUT,PATCH,POST,DELETE} /notes/1 | If-None-Match: * -> 412 | says but the resource already exists | ran tag 1
  {PUT,PATCH,POST,DELETE} /notes/9 | If-None-Match: * -> 200 | ran tag 9, save 9
a write is never a 304
  {PUT,PATCH,POST,DELETE} /notes/1 | If-None-Match: "v1" -> 412 | ran tag 1
If-None-Match with another tag lets a write pass
  {PUT,PATCH,POST,DELETE} /notes/1 | If-None-Match: "v0" -> 200 | no etag | ran tag 1, save 1
a malformed If-None-Match fails closed on a write
  {PUT,PATCH,POST,DELETE} /notes/1 | If-None-Match: *, "v0" -> 412 | says If-None-Match is malformed | ran tag 1
If-Match: * fails where there is no representation
  {PUT,PATCH,POST,DELETE} /notes/9 | If-Match: * -> 412 | ran tag 9
no version is current where there is no representation
  {PUT,PATCH,POST,DELETE} /notes/9 | If-Match: "v1" -> 412 | ran tag 9
`);

export const optionsCases: readonly Case[] = exchanges(`
preconditions mean nothing to OPTIONS
  OPTIONS /every-method | If-Match: "v0" | If-None-Match: "v1" -> 200 | no etag | ran OPTIONS
@All answers each method by its own rules
  GET /every-method | If-None-Match: "v1" -> 304 | etag: "v1" | ran tag
  PUT /every-method | If-None-Match: "v1" -> 412 | ran tag
`);
