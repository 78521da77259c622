import { expect } from 'chai';
import { Delete, Get, Head, HeaderParam, JsonController, Method, Param, Patch, Post, Put } from 'routing-controllers';
import { ETag, ETagFromResult, LastModified, WebReq, type WebRequest } from 'routing-controllers-etag';
import { plainSetup } from '../controllers/app';
import { describeTurns } from './describe-turns';
import { Gate } from './gate';
import { turns } from './turns.cases';

const gate = new Gate();
const v1 = () => 'v1';

async function through(name: string | undefined): Promise<object> {
  if (name !== undefined) await gate.pass(name);
  return {};
}

@JsonController()
class TurnController {
  private readonly keyPrefix = 'key:';

  @Put('/things/:id')
  @Patch('/things/:id')
  @Post('/things/:id')
  @Delete('/things/:id')
  @Get('/things/:id')
  @Head('/things/:id')
  @Method('query' as 'get', '/things/:id')
  @Method('options', '/things/:id')
  @ETag(v1)
  thing(@HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/things/:id/parts/:part')
  @ETag(v1)
  part(@HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/dated/:id')
  @LastModified(() => Date.UTC(1994, 10, 6, 8, 49, 37))
  dated(@HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/own/:id')
  async own(@HeaderParam('X-Name') name: string, @WebReq() web: WebRequest): Promise<object> {
    web.checkNotModified({ etag: 'v1' });
    return through(name);
  }

  @Put('/made/:id')
  @ETagFromResult(() => 'v2')
  made(@HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/keyed/:id/:part')
  @ETag(v1, {
    guard(this: TurnController, id: number) {
      expect(id).to.be.a('number');
      return this.keyPrefix + id;
    },
  })
  keyed(@Param('id') _id: number, @HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/as-thing/:id')
  @ETag(v1, { guard: (id: number) => `key:${id}` })
  asThing(@Param('id') _id: number, @HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }

  @Put('/free/:id')
  @ETag(v1, { guard: false })
  free(@HeaderParam('X-Name') name: string): Promise<object> {
    return through(name);
  }
}

describe('the turns of conditional requests', () => {
  describeTurns(plainSetup, { options: { controllers: [TurnController] }, gate, read: '/things/1' }, turns);
});
