import { expect } from 'chai';
import { Get, JsonController, Put } from 'routing-controllers';
import { ETag, MemoryVersions, Touches, versionOf } from 'routing-controllers-etag';
import { exchanges, testCases } from '../cases';
import { WatchedStore } from '../stores/watched-store';
import { inEachSetup } from './app';

const ran: string[] = [];
const memory = new MemoryVersions();
const store = new WatchedStore(() => memory);

@JsonController('/article')
class ArticleController {
  @Get()
  @ETag(versionOf(() => 'article'))
  show(): object {
    ran.push('show');
    return { a: 'text' };
  }

  @Put()
  @ETag(versionOf(() => 'article'))
  @Touches(() => ['article'])
  update(): object {
    ran.push('update');
    return { a: 'new text' };
  }

  @Get('/broken')
  @ETag(
    versionOf(() => {
      throw new RangeError('no names');
    }),
  )
  broken(): object {
    return {};
  }

  @Put('/broken')
  @Touches(() => {
    throw new RangeError('no names');
  })
  updateBroken(): object {
    ran.push('update');
    return {};
  }
}

describe('when the version store cannot be reached', () => {
  inEachSetup({ controllers: [ArticleController], conditionalRequests: { versions: store } }, (app) => {
    beforeEach(() => {
      store.reset();
      store.failures.read = new Error('the store is down');
      store.failures.mark = store.failures.read;
    });

    testCases(app, ran, [
      ...exchanges(`
a read is answered by its action, without a tag
  GET /article -> 200 | no etag | cache-control: max-age=0 | result {"a":"text"} | ran show
also a conditional one
  GET /article | If-None-Match: * -> 200 | no etag | ran show
also one that no answer would satisfy
  GET /article | If-Match: "other" -> 200 | ran show
`),
      {
        rule: 'a write whose readers would not learn of it is refused, and not run',
        send: 'PUT /article',
        status: 503,
        fields: { 'retry-after': '1' },
        message: /^(?!.*the store is down).*The write was not made: try again/s,
        ran: [],
      },
      {
        rule: 'a write whose precondition cannot be evaluated is refused, and not run',
        send: 'PUT /article',
        with: { 'If-Match': '"v1"' },
        status: 503,
        fields: { 'retry-after': '1' },
        message: /^(?!.*the store is down).*The write was not made: try again/s,
        ran: [],
      },
      ...exchanges(`
an error of the names' function is an error of the request
  GET /article/broken -> 500 | says no names
on writes, too, and the action is not run
  PUT /article/broken -> 500 | says no names | ran nothing
`),
    ]);

    it('a write that cannot be settled is done, and answered as such', async () => {
      store.reset();
      store.failures.settle = new Error('the store is down');
      expect((await app.send('PUT', '/article')).status).to.equal(200);
    });
  });
});

describe('versionOf(...) outside of @ETag', () => {
  it('says where it belongs when it is called', () => {
    expect(() => versionOf(() => 'article').call(undefined)).to.throw(TypeError, /makes a tag function for @ETag/);
  });
});
