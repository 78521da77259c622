import { dirname, sep } from 'node:path';
import { expect } from 'chai';
import { Get, HttpError, JsonController, Param, Put } from 'routing-controllers';
import * as first from 'routing-controllers-etag';
import * as firstKoa from 'routing-controllers-etag/koa';
import { inEachSetup } from './app';
import { type Case, testCases } from './cases';

/** Loads the package as a dependency with a copy of its own would. */
function loadCopy(): { readonly copy: typeof first; readonly koa: typeof firstKoa } {
  const root = dirname(require.resolve('routing-controllers-etag')) + sep;
  const loaded = Object.keys(require.cache).filter((file) => file.startsWith(root));
  const modules = loaded.map((file) => [file, require.cache[file]] as const);
  for (const file of loaded) delete require.cache[file];
  const copy = { copy: require('routing-controllers-etag'), koa: require('routing-controllers-etag/koa') };
  for (const file of Object.keys(require.cache)) if (file.startsWith(root)) delete require.cache[file];
  for (const [file, module] of modules) require.cache[file] = module;
  return copy;
}

const { copy: second, koa: secondKoa } = loadCopy();
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
    testCases(app, ran, [
      ...['/one', '/other'].flatMap((path): Case[] => [
        {
          rule: 'decorate one action',
          send: `GET ${path}`,
          status: 200,
          fields: { etag: '"v1"', 'cache-control': 'max-age=60' },
          ran: ['tag', 'action'],
        },
        {
          rule: 'decorate one action',
          send: `GET ${path}`,
          with: { 'If-None-Match': '"v1"' },
          status: 304,
          fields: { etag: '"v1"', 'cache-control': 'max-age=60' },
          ran: ['tag'],
        },
      ]),
      { rule: 'decorate one action', send: 'GET /one', status: 200, fields: { vary: 'Accept' } },
      { rule: 'decorate one action', send: 'GET /other', status: 200, fields: { vary: 'Origin, Accept' } },
      { rule: 'refuse with one error', send: 'PUT /other/1', status: 428, ran: [] },
      {
        rule: 'refuse with one error',
        send: 'PUT /other/1',
        with: { 'If-Match': '"v0"' },
        status: 412,
        ran: ['tag'],
      },
      {
        rule: 'pass a write once',
        send: 'PUT /other/1',
        with: { 'If-Match': '"v1"' },
        status: 200,
        ran: ['tag', 'action'],
      },
      {
        rule: 'inject one request',
        send: 'GET /injected',
        with: { 'If-None-Match': '"v2"' },
        status: 304,
        fields: { etag: '"v2"' },
        ran: ['tag', 'same: true'],
      },
      { rule: 'throw errors of routing-controllers', send: 'PUT /thrown', status: 412 },
      {
        rule: 'know what the other has done in a base class',
        send: 'GET /plain/inherited',
        with: { 'If-None-Match': '"v1"' },
        status: 304,
        ran: ['tag'],
      },
      {
        rule: 'know what the other has done in a base class',
        send: 'GET /derived/own',
        with: { 'If-None-Match': '"v1"' },
        status: 304,
        ran: ['tag'],
      },
    ]);
  });

  it('have errors that are HttpErrors', () => {
    expect(new second.PreconditionFailedError()).to.be.instanceOf(HttpError);
  });

  it('know one request on plain Koa', () => {
    const ctx = { req: { headers: {} } } as unknown as firstKoa.KoaContext;
    expect(secondKoa.webRequest(ctx)).to.equal(firstKoa.webRequest(ctx));
  });
});
