import { Authorized, Delete, Get, JsonController, Method, Patch, Post, Put } from 'routing-controllers';
import { ETag, LastModified, PreconditionRequired, WebReq, type WebRequest } from 'routing-controllers-etag';
import { inEachSetup } from './app';
import { type Case, testCases } from './cases';

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
    testCases(app, ran, [
      ...['PUT', 'PATCH', 'POST', 'DELETE'].flatMap((method): Case[] => [
        {
          rule: 'a write without a precondition is refused before the action, and the message says what to send',
          send: `${method} /tagged`,
          status: 428,
          message: /Send If-Match with the ETag of the version you have read, or If-None-Match: \* to create/,
          ran: [],
        },
        {
          rule: 'If-Modified-Since is no precondition of a write',
          send: `${method} /tagged`,
          with: { 'If-Modified-Since': DATE },
          status: 428,
          ran: [],
        },
        {
          rule: 'If-Match is enough, and is evaluated',
          send: `${method} /tagged`,
          with: { 'If-Match': '"v1"' },
          status: 200,
          ran: ['tag', 'write'],
        },
        {
          rule: 'If-Match is enough, and is evaluated',
          send: `${method} /tagged`,
          with: { 'If-Match': '"v0"' },
          status: 412,
          ran: ['tag'],
        },
        {
          rule: 'If-Match is enough, though it be empty',
          send: `${method} /tagged`,
          with: { 'If-Match': '' },
          status: 412,
          ran: ['tag'],
        },
        {
          rule: 'an If-None-Match that lists tags or is empty protects from nothing (fault 7)',
          send: `${method} /tagged`,
          with: { 'If-None-Match': '"v0"' },
          status: 428,
          ran: [],
        },
        {
          rule: 'an If-None-Match that lists tags or is empty protects from nothing (fault 7)',
          send: `${method} /tagged`,
          with: { 'If-None-Match': '' },
          status: 428,
          ran: [],
        },
        {
          rule: 'If-None-Match: * is enough, and is evaluated',
          send: `${method} /tagged`,
          with: { 'If-None-Match': '*' },
          status: 412,
          ran: ['tag'],
        },
        {
          rule: 'a date that there is nothing to compare with protects nothing',
          send: `${method} /tagged`,
          with: { 'If-Unmodified-Since': DATE },
          status: 428,
          ran: ['tag'],
        },
      ]),
      ...['GET', 'HEAD', 'QUERY', 'OPTIONS'].map(
        (method): Case => ({
          rule: 'reads need none',
          send: `${method} /tagged`,
          status: 200,
          ran: method === 'OPTIONS' ? ['read'] : ['tag', 'read'],
        }),
      ),
      {
        rule: 'If-Unmodified-Since is enough, and is evaluated',
        send: 'PUT /dated',
        with: { 'If-Unmodified-Since': DATE },
        status: 200,
        ran: ['date', 'write'],
      },
      {
        rule: 'If-Unmodified-Since is enough, and is evaluated',
        send: 'PUT /dated',
        with: { 'If-Unmodified-Since': EARLIER },
        status: 412,
        ran: ['date'],
      },
      {
        rule: 'If-Unmodified-Since is enough beside a tag',
        send: 'PUT /dated/tagged',
        with: { 'If-Unmodified-Since': DATE },
        status: 200,
        ran: ['tag', 'date', 'write'],
      },
      {
        rule: 'a field that is no date is no precondition',
        send: 'PUT /dated',
        with: { 'If-Unmodified-Since': 'yesterday' },
        status: 428,
        ran: [],
      },
      {
        rule: 'a date in two lines is no precondition',
        send: 'PUT /dated',
        with: { 'If-Unmodified-Since': [DATE, DATE] },
        status: 428,
        ran: [],
      },
      {
        rule: 'If-Unmodified-Since lets create what is not there',
        send: 'PUT /dated/new',
        with: { 'If-Unmodified-Since': DATE },
        status: 200,
        ran: ['create'],
      },
      {
        rule: 'nor does such a date where the action evaluates itself',
        send: 'PUT /imperative',
        with: { 'If-Unmodified-Since': DATE },
        status: 428,
        ran: [],
      },
      {
        rule: 'the action may evaluate a date itself',
        send: 'PUT /imperative/dated',
        with: { 'If-Unmodified-Since': DATE },
        status: 200,
        ran: ['write'],
      },
      {
        rule: 'the action may evaluate a date itself',
        send: 'PUT /imperative/dated',
        with: { 'If-Unmodified-Since': EARLIER },
        status: 412,
        ran: [],
      },
      {
        rule: 'the action may evaluate a tag itself',
        send: 'PUT /imperative',
        with: { 'If-Match': '"v1"' },
        status: 200,
        ran: ['write'],
      },
      {
        rule: 'behind authorization nothing of ours is on the error',
        send: 'PUT /private',
        status: 428,
        ran: [],
      },
    ]);
  });
});
