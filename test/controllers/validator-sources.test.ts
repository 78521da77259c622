import { expect } from 'chai';
import { Get, JsonController, Param, Put } from 'routing-controllers';
import { ETag, ETagFromResult, LastModified, LastModifiedFromResult } from 'routing-controllers-etag';
import { madeTags, refusedSources } from '../http/entity-tag.cases';
import { refusedDates, writtenDates } from '../http/http-date.cases';
import { inEachSetup, inSetup, plainSetup } from './app';

/** A validator, and what an action may give for it. */
interface Validator {
  readonly field: string;
  /** The conditions of a read and of a write that name it. */
  readonly conditions: readonly [read: string, write: string];
  readonly before: (source: (index: number) => unknown) => Function;
  readonly fromResult: (source: (result: { index: number }) => unknown) => Function;
  readonly legal: readonly { readonly rule: string; readonly source: unknown; readonly field: string }[];
  readonly illegal: readonly { readonly rule: string; readonly source: unknown; readonly message: string }[];
}

const validators: readonly Validator[] = [
  {
    field: 'etag',
    conditions: ['If-None-Match', 'If-Match'],
    before: ETag as Validator['before'],
    fromResult: ETagFromResult as Validator['fromResult'],
    legal: madeTags.filter(({ weak, field }) => weak === undefined && /^[\x21-\x7e]*$/.test(field)),
    illegal: refusedSources,
  },
  {
    field: 'last-modified',
    conditions: ['If-Modified-Since', 'If-Unmodified-Since'],
    before: LastModified as Validator['before'],
    fromResult: LastModifiedFromResult as Validator['fromResult'],
    legal: writtenDates.filter(({ date }) => Number(date) < Date.now()).map((each) => ({ ...each, source: each.date })),
    illegal: refusedDates.map((each) => ({ ...each, source: each.date })),
  },
];

/** Nothing at all, and a promise, are legal where a tag function returns them. */
const returned = (source: unknown) => source !== null && source !== undefined && !(source instanceof Promise);

const ran: string[] = [];

for (const { field, conditions, before, fromResult, legal, illegal: refused } of validators) {
  const illegal = refused.filter(({ source }) => returned(source));
  const [readCondition, writeCondition] = conditions;

  function decorate(decorator: Function): MethodDecorator {
    return decorator as MethodDecorator;
  }

  @JsonController('/legal')
  class LegalController {
    @Get('/:index')
    @Put('/:index')
    @decorate(before((index) => legal[index]?.source))
    now(@Param('index') _index: number): object {
      return {};
    }

    @Get('/later/:index')
    @decorate(before((index) => Promise.resolve(legal[index]?.source)))
    later(@Param('index') _index: number): object {
      return {};
    }
  }

  @JsonController('/illegal')
  class IllegalController {
    @Get('/:index')
    @Put('/:index')
    @decorate(before((index) => illegal[index]?.source))
    before(@Param('index') _index: number): object {
      ran.push('action');
      return {};
    }

    @Get('/result/:index')
    @Put('/result/:index')
    @decorate(fromResult(({ index }) => illegal[index]?.source))
    after(@Param('index') index: number): { index: number } {
      return { index };
    }
  }

  describe(`what an action may give for its ${field}`, () => {
    inSetup(plainSetup, { controllers: [LegalController] }, (app) => {
      legal.forEach(({ rule, field: value }, index) => {
        it(`${rule}: what is emitted is what revalidates`, async () => {
          for (const path of [`/legal/${index}`, `/legal/later/${index}`]) {
            const first = await app.send('GET', path);
            expect(first).to.have.property('status', 200);
            expect(first.headers[field]).to.equal(value);
            const second = await app.send('GET', path, { [readCondition]: value });
            expect(second).to.have.property('status', 304);
            expect(second.headers[field]).to.equal(value);
          }
          const write = await app.send('PUT', `/legal/${index}`, { [writeCondition]: value });
          expect(write.status).to.equal(value.startsWith('W/') ? 412 : 200);
        });
      });
    });

    inEachSetup({ controllers: [IllegalController] }, (app) => {
      illegal.forEach(({ rule, message: reason }, index) => {
        it(`${rule}: a TypeError that names decorator, controller and method`, async () => {
          ran.length = 0;
          for (const [path, method] of [
            ['/illegal', 'before'],
            ['/illegal/result', 'after'],
          ]) {
            for (const verb of ['GET', 'PUT']) {
              const answer = await app.send(verb, `${path}/${index}`, { 'If-Match': '*' });
              expect(answer.status).to.equal(500);
              const { name, message } = JSON.parse(answer.body) as { name: string; message: string };
              expect(name).to.equal('TypeError');
              expect(message)
                .to.match(new RegExp(`^@\\w+ on IllegalController.${method}: `))
                .and.to.contain(reason);
              expect(answer.headers).not.to.include.any.keys(field, 'cache-control');
            }
          }
          expect(ran, 'the action is not run').to.deep.equal([]);
        });
      });
    });
  });
}

describe('a modification date in the future', () => {
  @JsonController('/future')
  class FutureController {
    @Get('/:index')
    @LastModified((index: number) => (index === 0 ? Date.now() + 3_600_000 : Date.UTC(9999, 11, 31, 23, 59, 59)))
    show(@Param('index') _index: number): object {
      return {};
    }
  }

  inSetup(plainSetup, { controllers: [FutureController] }, (app) => {
    for (const [index, description] of ['in an hour', 'at the end of the year 9999'].entries()) {
      it(`is not sent before its second is over (fault 10): ${description}`, async () => {
        const { status, headers } = await app.send('GET', `/future/${index}`);
        expect([status, headers['last-modified']]).to.deep.equal([200, undefined]);
      });
    }
  });
});
