import { Authorized, Delete, Get, JsonController, Method, Patch, Post, Put } from 'routing-controllers';
import { ETag, LastModified, PreconditionRequired, WebReq, type WebRequest } from 'routing-controllers-etag';
import { exchanges, testCases } from '../cases';
import { inEachSetup } from './app';

const ran: string[] = [];
const modified = Date.UTC(1994, 10, 6, 8, 49, 37);

const tag = (): string => {
  ran.push('tag');
  return 'v1';
};

const date = (): number => {
  ran.push('date');
  return modified;
};

@JsonController('/tagged')
class TaggedController {
  @Put()
  @Patch()
  @Post()
  @Delete()
  @PreconditionRequired()
  @ETag(tag)
  write(): object {
    ran.push('write');
    return {};
  }

  @Get()
  @Method('query' as 'get')
  @Method('options')
  @ETag(tag)
  @PreconditionRequired()
  read(): object {
    ran.push('read');
    return {};
  }
}

@JsonController('/dated')
class DatedController {
  @Put()
  @LastModified(date)
  @PreconditionRequired()
  write(): object {
    ran.push('write');
    return {};
  }

  @Put('/new')
  @LastModified(() => null)
  @PreconditionRequired()
  create(): object {
    ran.push('create');
    return {};
  }

  @Put('/tagged')
  @ETag(tag)
  @LastModified(date)
  @PreconditionRequired()
  tagged(): object {
    ran.push('write');
    return {};
  }
}

@JsonController('/private')
class PrivateController {
  @Put()
  @Authorized()
  @ETag(tag)
  @PreconditionRequired()
  write(): object {
    ran.push('write');
    return {};
  }
}

@JsonController('/imperative')
class ImperativeController {
  @Put()
  @PreconditionRequired()
  write(@WebReq() web: WebRequest): object {
    web.checkNotModified('v1');
    ran.push('write');
    return {};
  }

  @Put('/dated')
  @PreconditionRequired()
  dated(@WebReq() web: WebRequest): object {
    web.checkNotModified('v1', new Date(modified));
    ran.push('write');
    return {};
  }
}

const DATE = 'Sun, 06 Nov 1994 08:49:37 GMT';
const EARLIER = 'Sun, 06 Nov 1994 08:49:36 GMT';

describe('@PreconditionRequired', () => {
  const controllers = [TaggedController, DatedController, PrivateController, ImperativeController];
  inEachSetup({ controllers, authorizationChecker: () => true }, (app) => {
    testCases(
      app,
      ran,
      exchanges(`
a write without a precondition is refused before the action, and the message says what to send
  {PUT,PATCH,POST,DELETE} /tagged -> 428 | says Send If-Match with the ETag of the version you have read, or If-None-Match: * to create | ran nothing
If-Modified-Since is no precondition of a write
  {PUT,PATCH,POST,DELETE} /tagged | If-Modified-Since: ${DATE} -> 428 | ran nothing
If-Match is enough, and is evaluated
  {PUT,PATCH,POST,DELETE} /tagged | If-Match: "v1" -> 200 | ran tag, write
  {PUT,PATCH,POST,DELETE} /tagged | If-Match: "v0" -> 412 | ran tag
If-Match is enough, though it be empty
  {PUT,PATCH,POST,DELETE} /tagged | If-Match: -> 412 | ran tag
If-None-Match: * is enough, and is evaluated
  {PUT,PATCH,POST,DELETE} /tagged | If-None-Match: * -> 412 | ran tag
an If-None-Match that lists tags, or is empty, protects from nothing (fault 7)
  {PUT,PATCH,POST,DELETE} /tagged | If-None-Match: "v0" -> 428 | ran nothing
  {PUT,PATCH,POST,DELETE} /tagged | If-None-Match: -> 428 | ran nothing
a date that there is nothing to compare with protects nothing
  {PUT,PATCH,POST,DELETE} /tagged | If-Unmodified-Since: ${DATE} -> 428 | ran tag
reads need none
  GET /tagged -> 200 | ran tag, read
  HEAD /tagged -> 200 | ran tag, read
  QUERY /tagged -> 200 | ran tag, read
  OPTIONS /tagged -> 200 | ran read
If-Unmodified-Since is enough, and is evaluated
  PUT /dated | If-Unmodified-Since: ${DATE} -> 200 | ran date, write
  PUT /dated | If-Unmodified-Since: ${EARLIER} -> 412 | ran date
If-Unmodified-Since is enough beside a tag
  PUT /dated/tagged | If-Unmodified-Since: ${DATE} -> 200 | ran tag, date, write
a field that is no date is no precondition
  PUT /dated | If-Unmodified-Since: yesterday -> 428 | ran nothing
a date in two lines is no precondition
  PUT /dated | If-Unmodified-Since: ${DATE} | If-Unmodified-Since: ${DATE} -> 428 | ran nothing
If-Unmodified-Since lets create what is not there
  PUT /dated/new | If-Unmodified-Since: ${DATE} -> 200 | ran create
nor does such a date where the action evaluates itself
  PUT /imperative | If-Unmodified-Since: ${DATE} -> 428 | ran nothing
the action may evaluate a date itself
  PUT /imperative/dated | If-Unmodified-Since: ${DATE} -> 200 | ran write
  PUT /imperative/dated | If-Unmodified-Since: ${EARLIER} -> 412 | ran nothing
the action may evaluate a tag itself
  PUT /imperative | If-Match: "v1" -> 200 | ran write
behind authorization nothing of ours is on the error
  PUT /private -> 428 | ran nothing
`),
    );
  });
});
