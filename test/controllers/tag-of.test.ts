import { expect } from 'chai';
import { Get, JsonController, Param, Put } from 'routing-controllers';
import { CurrentVersion, type EntityTag, ETag, ETagContext, WebReq, type WebRequest } from 'routing-controllers-etag';
import { inEachSetup } from './app';

type Version = string | number | bigint | EntityTag;

/** The versions of rows; the last ones make no tag. */
const VERSIONS: readonly unknown[] = [7, 'v1', 9_007_199_254_740_993n, '"written"', { value: 'tag', weak: false }];
const UNTAGGABLE: readonly unknown[] = [null, undefined, Number.NaN, 'a "b"', 'a b', 'v1--gzip', {}, new Date(0), true];

abstract class RowController {
  rows(web: WebRequest): object[] {
    return VERSIONS.map((version, index) => ({ index, etag: web.tagOf(version as Version) }));
  }
}

const tagOfRow = (index: number) => VERSIONS[index] as Version;

@JsonController('/plain')
class PlainController extends RowController {
  @Get()
  list(@WebReq() web: WebRequest): object[] {
    return this.rows(web);
  }

  @Get('/:index')
  @ETag(tagOfRow)
  show(@Param('index') _index: number): object {
    return {};
  }

  @Put('/:index')
  @ETag(tagOfRow)
  save(@Param('index') _index: number, @CurrentVersion() version: Version): object {
    return { version: String(version) };
  }
}

@JsonController('/own')
@ETagContext(({ request }) => request.headers['x-user'])
class OwnController extends RowController {
  @Get()
  @ETag(() => 'list')
  list(@WebReq() web: WebRequest): object[] {
    return this.rows(web);
  }

  @Get('/:index')
  @ETag(tagOfRow)
  show(@Param('index') _index: number): object {
    return {};
  }

  @Put('/:index')
  @ETag(tagOfRow)
  save(@Param('index') _index: number): object {
    return {};
  }
}

@JsonController('/broken')
class BrokenController {
  @Get('/:index')
  list(@Param('index') index: number, @WebReq() web: WebRequest): object {
    return { etag: web.tagOf(UNTAGGABLE[index] as Version) };
  }
}

describe('web.tagOf', () => {
  inEachSetup({ controllers: [PlainController, OwnController, BrokenController] }, (app) => {
    for (const path of ['/plain', '/own']) {
      it(`is the ETag of the row's own resource, and edits the row straight from the list: ${path}`, async () => {
        const rows = await list(path, 'ines');
        expect(rows).to.have.length(VERSIONS.length);
        for (const { index, etag } of rows) {
          const user = { 'X-User': 'ines' };
          expect((await app.send('GET', `${path}/${index}`, user)).headers.etag).to.equal(etag);
          expect((await app.send('GET', `${path}/${index}`, { ...user, 'If-None-Match': etag })).status).to.equal(304);
          expect((await app.send('PUT', `${path}/${index}`, { ...user, 'If-Match': etag })).status).to.equal(200);
        }
      });
    }

    it('holds the context: the list of one user does not edit the row of another', async () => {
      const rows = await list('/own', 'ines');
      const otto = { 'X-User': 'otto', 'If-Match': rows.map(({ etag }) => etag).join() };
      expect((await app.send('PUT', '/own/0', otto)).status).to.equal(412);
    });

    for (const [index, version] of UNTAGGABLE.entries()) {
      it(`is an error for what makes no tag: ${String(version)}`, async () => {
        const { status, body } = await app.send('GET', `/broken/${index}`);
        expect(status).to.equal(500);
        expect(body).to.match(/tag/);
      });
    }

    async function list(path: string, user: string): Promise<{ index: number; etag: string }[]> {
      const { body } = await app.send('GET', path, { 'X-User': user });
      const result = JSON.parse(body);
      return app.setup.envelope ? result.data : result;
    }
  });
});
