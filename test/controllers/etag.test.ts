import { expect } from 'chai';
import {
  All,
  Body,
  Delete,
  Get,
  HttpError,
  JsonController,
  Method,
  NotFoundError,
  Param,
  Patch,
  Post,
  Put,
  QueryParam,
} from 'routing-controllers';
import { ETag, ETagFromResult, WebReq, WebRequest } from 'routing-controllers-etag';
import { exchanges, testCases } from '../cases';
import { inEachSetup } from './app';
import { optionsCases, readCases, writeCases } from './etag.cases';
import { type Exchange, InExchange } from './exchange';

const ran: string[] = [];

@JsonController()
class NoteController {
  readonly tags = new Map([
    [1, 'v1'],
    [2, 'W/"w2"'],
    [3, 'a,b'],
  ]);

  @Get('/notes/:id')
  @Method('query' as 'get', '/notes/:id')
  @ETag(function (this: NoteController, id: number) {
    ran.push(`tag ${id}`);
    return this.tags.get(id);
  })
  show(@Param('id') id: number): object {
    ran.push(`show ${id}`);
    if (!this.tags.has(id)) throw new NotFoundError(`There is no note ${id}`);
    return { id };
  }

  @Put('/notes/:id')
  @Patch('/notes/:id')
  @Post('/notes/:id')
  @Delete('/notes/:id')
  @ETag(async function (this: NoteController, id: number) {
    ran.push(`tag ${id}`);
    return this.tags.get(id) ?? null;
  })
  save(@Param('id') id: number): object {
    ran.push(`save ${id}`);
    return { saved: id };
  }

  @All('/every-method')
  @ETag(() => {
    ran.push('tag');
    return 'v1';
  })
  everyMethod(@InExchange() exchange: Exchange): object {
    ran.push(exchange.method);
    return {};
  }
}

describe('@ETag', () => {
  inEachSetup({ controllers: [NoteController] }, (app) => {
    testCases(app, ran, readCases);
    testCases(app, ran, writeCases);
    testCases(app, ran, optionsCases);
  });

  describe('the tag function', () => {
    const calls: { this: unknown; args: unknown[] }[] = [];

    class Changes {
      text: string | undefined;
    }

    @JsonController('/documents')
    class DocumentController {
      @Put('/:id')
      @ETag(function (this: DocumentController, ...args: [number, boolean, Changes, WebRequest]) {
        calls.push({ this: this, args });
        return 'v1';
      })
      update(
        @Param('id') id: number,
        @QueryParam('draft') draft: boolean,
        @Body() changes: Changes,
        @WebReq() web: WebRequest,
      ): object {
        calls.push({ this: this, args: [id, draft, changes, web] });
        return {};
      }

      @Get('/error/:status')
      @ETag((status: number) => {
        if (status === 500) throw new Error('the database has gone');
        throw Object.assign(new HttpError(status, 'out of order'), { name: 'OutOfOrder' });
      })
      failing(@Param('status') _status: number): object {
        calls.push({ this: this, args: [] });
        return {};
      }

      @Put('/error/:status')
      @ETag(async (status: number) => {
        throw new HttpError(status, 'out of order');
      })
      failingWrite(@Param('status') _status: number): object {
        calls.push({ this: this, args: [] });
        return {};
      }
    }

    beforeEach(() => {
      calls.length = 0;
    });

    inEachSetup({ controllers: [DocumentController] }, (app) => {
      it("takes the action's own arguments, converted, with the controller as this", async () => {
        const fields = { 'Content-Type': 'application/json', 'If-Match': '"v1"' };
        const answer = await app.send('PUT', '/documents/7?draft=true', fields, '{"text":"new"}');
        expect(answer.status).to.equal(200);
        const [generator, action] = calls;
        expect(generator?.this).to.be.instanceOf(DocumentController).and.to.equal(action?.this);
        const [id, draft, changes, web] = generator?.args ?? [];
        expect([id, draft]).to.deep.equal([7, true]);
        expect(changes).to.be.instanceOf(Changes).and.to.deep.equal({ text: 'new' });
        expect(web).to.be.instanceOf(WebRequest);
        expect(generator?.args).to.have.lengthOf(4);
        generator?.args.forEach((argument, index) => {
          expect(argument).to.equal(action?.args[index]);
        });
      });

      for (const method of ['GET', 'PUT']) {
        it(`is an error of the request like any other when it throws: ${method}`, async () => {
          const answer = await app.send(method, '/documents/error/409', { 'If-Match': '"v1"' });
          expect(answer.status).to.equal(409);
          expect(JSON.parse(answer.body)).to.include({ message: 'out of order' });
          expect(calls).to.deep.equal([]);
          expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
        });
      }

      it('gives 500 for an error that is no HttpError', async () => {
        const answer = await app.send('GET', '/documents/error/500');
        expect(answer.status).to.equal(500);
        expect(calls).to.deep.equal([]);
        expect(answer.headers).not.to.include.any.keys('etag', 'cache-control');
      });
    });
  });

  it('leaves a direct call, and the name of the method, as they are', () => {
    ran.length = 0;
    expect(new NoteController().show(1)).to.deep.equal({ id: 1 });
    expect(ran).to.deep.equal(['show 1']);
    expect(NoteController.prototype.show.name).to.equal('show');
  });

  it('decorates methods only', () => {
    const decorate = ETag(() => 'v1') as (prototype: object, name: string, descriptor?: object) => void;
    class Controller {}
    expect(() => decorate(Controller.prototype, 'title')).to.throw(
      TypeError,
      '@ETag on Controller.title: it can only be used on controller methods',
    );
    expect(() => decorate(Controller.prototype, 'title', { get: () => 'x' })).to.throw(TypeError, 'controller methods');
  });

  it('is there once on a method', () => {
    expect(() => {
      class Controller {
        @ETag(() => 'v1')
        @ETag(() => 'v2')
        show(): void {}
      }
      return Controller;
    }).to.throw(TypeError, '@ETag on Controller.show: it is applied twice');
  });
});

describe('@ETagFromResult', () => {
  interface Article {
    readonly id: number;
    readonly version: number;
  }

  @JsonController('/articles')
  class ArticleController {
    readonly prefix = 'v';

    @Get('/:id')
    @Method('query' as 'get', '/:id')
    @ETagFromResult(async function (this: ArticleController, article: Article) {
      ran.push(`tag ${article.id}`);
      return this.prefix + article.version;
    })
    async show(@Param('id') id: number): Promise<Article> {
      ran.push(`show ${id}`);
      if (id === 9) throw new NotFoundError();
      return { id, version: 1 };
    }

    @Put('/:id')
    @Post('/:id')
    @ETagFromResult((article: Article) => `v${article.version}`)
    save(@Param('id') id: number): Article {
      ran.push(`save ${id}`);
      return { id, version: 2 };
    }

    @Patch('/:id')
    @ETag((id: number) => {
      ran.push(`tag ${id}`);
      return 'v1';
    })
    @ETagFromResult((article: Article) => `v${article.version}`)
    change(@Param('id') id: number): Article {
      ran.push(`change ${id}`);
      return { id, version: 2 };
    }

    @Get('/status/:status')
    @Put('/status/:status')
    @ETagFromResult(() => {
      ran.push('tag');
      return 'v1';
    })
    withStatus(@Param('status') status: number, @InExchange() exchange: Exchange): object {
      ran.push('action');
      exchange.setStatus(status);
      return {};
    }

    @Get('/untagged/:id')
    @ETagFromResult((): undefined => undefined)
    untagged(): object {
      ran.push('action');
      return {};
    }

    @Get('/of/:nothing')
    @ETagFromResult(() => {
      ran.push('tag');
      return 'v1';
    })
    nothing(@Param('nothing') nothing: string): null | undefined {
      ran.push('action');
      return nothing === 'null' ? null : undefined;
    }

    @Get('/both/:id')
    @ETag(() => {
      ran.push('tag');
      return 'old';
    })
    @ETagFromResult(() => 'new')
    both(@Param('id') _id: number): object {
      ran.push('both');
      return {};
    }
  }

  inEachSetup({ controllers: [ArticleController] }, (app) => {
    testCases(app, ran, [
      ...exchanges(`
the tag is made of what the action returned, awaited, with the controller as this
  GET /articles/1 -> 200 | etag: "v1" | cache-control: max-age=0 | result {"id":1,"version":1} | ran show 1, tag 1
preconditions are evaluated after the action, and a 304 saves the body
  GET /articles/1 | If-None-Match: "v1" -> 304 | etag: "v1" | cache-control: max-age=0 | ran show 1, tag 1
a failed precondition of a read is a 412
  GET /articles/1 | If-Match: "v0" -> 412 | says If-Match does not name the current version | ran show 1, tag 1
HEAD answers as GET would
  HEAD /articles/1 -> 200 | etag: "v1"
  HEAD /articles/1 | If-None-Match: "v1" -> 304
QUERY retrieves
  QUERY /articles/1 | If-None-Match: "v1" -> 304
an error of the action stays as it is
  GET /articles/9 | If-Match: "v1" -> 404 | ran show 9
a write publishes the tag of the version that it has made
  {PUT,POST} /articles/1 -> 200 | etag: "v2" | no cache-control | ran save 1
the new tag is nothing to evaluate a write by
  PUT /articles/1 | If-None-Match: "v2" -> 200 | etag: "v2"
with @ETag a write is checked by the old version and publishes the new one
  PATCH /articles/1 | If-Match: "v1" -> 200 | etag: "v2" | ran tag 1, change 1
  PATCH /articles/1 | If-Match: "v2" -> 412 | ran tag 1
a read that @ETag finds up to date is not run
  GET /articles/both/1 | If-None-Match: "old" -> 304 | ran tag
the tag of the result replaces that of @ETag
  GET /articles/both/1 | If-Match: "new" -> 200 | etag: "new" | ran tag, both
a status that is no 2xx is not tagged
  GET /articles/status/404 | If-None-Match: "v1" -> 404 | ran action
  PUT /articles/status/409 -> 409 | ran action
any 2xx is tagged
  GET /articles/status/203 -> 203 | etag: "v1" | ran action, tag
without a tag the result is sent as it is
  GET /articles/untagged/1 | If-None-Match: "v1" -> 200 | no etag | ran action
`),
      {
        rule: 'there is no tag of null',
        send: 'GET /articles/of/null',
        status: ({ envelope }) => (envelope ? 200 : 204),
        fields: { etag: undefined },
        ran: ['action'],
      },
      {
        rule: 'there is no tag of undefined',
        send: 'GET /articles/of/undefined',
        status: ({ envelope }) => (envelope ? 200 : 404),
        fields: { etag: undefined },
        ran: ['action'],
      },
    ]);
  });
});
