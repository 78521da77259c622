import { expect } from 'chai';
import { Get, HttpError, JsonController, Param, Put } from 'routing-controllers';
import * as first from 'routing-controllers-etag';
import * as firstKoa from 'routing-controllers-etag/koa';
import { exchanges, testCases } from '../cases';
import { loadSecondCopy } from '../second-copy';
import { inEachSetup } from './app';

const { controllers: second, koa: secondKoa } = loadSecondCopy();
const ran: string[] = [];

const tag = (): string => {
  ran.push('tag');
  return 'v1';
};

@second.CacheControl({ maxAge: 60 })
@first.Vary('Accept')
@JsonController()
class MixedController {
  @Get('/one')
  @first.ETag(tag)
  @second.LastModified(() => 0)
  one(): object {
    ran.push('action');
    return {};
  }

  @Get('/other')
  @second.ETag(tag)
  @first.Vary('Origin')
  other(): object {
    ran.push('action');
    return {};
  }

  @Put('/other/:id')
  @first.PreconditionRequired()
  @second.ETag(tag)
  write(@Param('id') _id: number): object {
    ran.push('action');
    return {};
  }

  @Get('/injected')
  @second.ETag(tag)
  injected(@first.WebReq() web: first.WebRequest, @second.WebReq() same: first.WebRequest): object | null {
    ran.push(`same: ${web === same}`);
    return web.checkNotModified('v2') ? null : {};
  }

  @Put('/thrown')
  thrown(): object {
    throw new second.PreconditionFailedError();
  }
}

class BaseController {
  @Get('/inherited')
  @first.ETag(tag)
  inherited(): object {
    ran.push('base');
    return {};
  }
}

@JsonController('/derived')
class DerivedController extends BaseController {
  @second.CacheControl({ maxAge: 10 })
  override inherited(): object {
    ran.push('derived');
    return super.inherited();
  }

  @Get('/own')
  @second.ETag(tag)
  own(): object {
    return {};
  }
}

@JsonController('/plain')
class PlainDerivedController extends BaseController {}

describe('two copies of the package', () => {
  it('are two', () => {
    expect(second.WebRequest).not.to.equal(first.WebRequest);
  });

  inEachSetup({ controllers: [MixedController, DerivedController, PlainDerivedController] }, (app) => {
    testCases(
      app,
      ran,
      exchanges(`
decorate one action
  GET {/one,/other} -> 200 | etag: "v1" | cache-control: max-age=60 | ran tag, action
  GET {/one,/other} | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: max-age=60 | ran tag
  GET /one -> 200 | vary: Accept
  GET /other -> 200 | vary: Origin, Accept
refuse with one error
  PUT /other/1 -> 428 | ran nothing
  PUT /other/1 | If-Match: "v0" -> 412 | ran tag
pass a write once
  PUT /other/1 | If-Match: "v1" -> 200 | ran tag, action
inject one request
  GET /injected | If-None-Match: "v2" -> 304 | etag: "v2" | ran tag, same: true
throw errors of routing-controllers
  PUT /thrown -> 412
know what the other has done in a base class
  GET /plain/inherited | If-None-Match: "v1" -> 304 | ran tag
  GET /derived/own | If-None-Match: "v1" -> 304 | ran tag
`),
    );
  });

  it('have errors that are HttpErrors', () => {
    expect(new second.PreconditionFailedError()).to.be.instanceOf(HttpError);
  });

  it('know one request on plain Koa', () => {
    const ctx = { req: { headers: {} } } as unknown as firstKoa.KoaContext;
    expect(secondKoa.webRequest(ctx)).to.equal(firstKoa.webRequest(ctx));
  });
});
