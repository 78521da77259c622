import { expect } from 'chai';
import { Get, JsonController, Method, NotFoundError, Param, Post, Put } from 'routing-controllers';
import { ETag, LastModified, LastModifiedFromResult } from 'routing-controllers-etag';
import { testCases } from '../cases';
import { inEachSetup, inSetup, plainSetup } from './app';
import {
  modified,
  noDateCases,
  readCases,
  resultCases,
  sameDateCases,
  taggedCases,
  writeCases,
} from './last-modified.cases';

const ran: string[] = [];

@JsonController('/pages')
class PageController {
  readonly dates = new Map([[1, modified]]);

  @Get('/:id')
  @Method('query' as 'get', '/:id')
  @LastModified(function (this: PageController, id: number) {
    ran.push(`date ${id}`);
    return this.dates.get(id);
  })
  show(@Param('id') id: number): object {
    ran.push(`show ${id}`);
    if (!this.dates.has(id)) throw new NotFoundError();
    return { id };
  }

  @Put('/:id')
  @Post('/:id')
  @LastModified(async function (this: PageController, id: number) {
    ran.push(`date ${id}`);
    const date = this.dates.get(id);
    return date === undefined ? null : new Date(date);
  })
  save(@Param('id') id: number): object {
    ran.push(`save ${id}`);
    return {};
  }
}

const tag = (id: number): string | undefined => {
  ran.push(`tag ${id}`);
  return id === 1 ? 'v1' : undefined;
};

const date = (id: number): number => {
  ran.push(`date ${id}`);
  return modified;
};

@JsonController('/tagged')
class TaggedPageController {
  @Get('/:id')
  @LastModified(date)
  @ETag(tag)
  show(@Param('id') id: number): object {
    ran.push(`show ${id}`);
    return {};
  }

  @Put('/:id')
  @ETag(tag)
  @LastModified(date)
  save(@Param('id') id: number): object {
    ran.push(`save ${id}`);
    return {};
  }
}

interface Page {
  readonly id: number;
  readonly updated: Date;
}

@JsonController('/results')
class PageResultController {
  readonly updated = new Date(modified);

  @Get('/:id')
  @LastModifiedFromResult(async function (this: PageResultController, { id }: Page) {
    ran.push(`date ${id}`);
    return this.updated;
  })
  async show(@Param('id') id: number): Promise<Page> {
    ran.push(`show ${id}`);
    return { id, updated: this.updated };
  }

  @Put('/:id')
  @LastModifiedFromResult((page: Page) => page.updated)
  save(@Param('id') id: number): Page {
    ran.push(`save ${id}`);
    return { id, updated: this.updated };
  }

  @Get('/tagged/:id')
  @ETag(tag)
  @LastModifiedFromResult(({ id, updated }: Page) => {
    ran.push(`date ${id}`);
    return updated;
  })
  tagged(@Param('id') id: number): Page {
    ran.push(`show ${id}`);
    return { id, updated: this.updated };
  }
}

describe('@LastModified', () => {
  inEachSetup({ controllers: [PageController, TaggedPageController] }, (app) => {
    for (const cases of [readCases, writeCases, sameDateCases, noDateCases]) testCases(app, ran, cases);
    describe('with @ETag', () => testCases(app, ran, taggedCases));
  });

  describe('takes as a date', () => {
    const sources: readonly (readonly [description: string, source: Date | number, field: string])[] = [
      ['a Date', new Date(modified), 'Sun, 06 Nov 1994 08:49:37 GMT'],
      ['milliseconds since the epoch', modified, 'Sun, 06 Nov 1994 08:49:37 GMT'],
      ['the epoch itself', 0, 'Thu, 01 Jan 1970 00:00:00 GMT'],
      ['a fraction of a millisecond', 999.9, 'Thu, 01 Jan 1970 00:00:00 GMT'],
      ['what was before the epoch', -1, 'Wed, 31 Dec 1969 23:59:59 GMT'],
      ['the year 0', Date.parse('0000-01-01T00:00:00Z'), 'Sat, 01 Jan 0000 00:00:00 GMT'],
    ];
    const future = ['in an hour', 'at the end of the year 9999'];

    @JsonController('/sources')
    class SourceController {
      @Get('/:index')
      @Put('/:index')
      @LastModified((index: number) => sources[index]?.[1])
      show(@Param('index') _index: number): object {
        return {};
      }

      @Get('/future/:index')
      @LastModified((index: number) => (index === 0 ? Date.now() + 3_600_000 : Date.UTC(9999, 11, 31, 23, 59, 59)))
      future(@Param('index') _index: number): object {
        return {};
      }
    }

    inSetup(plainSetup, { controllers: [SourceController] }, (app) => {
      sources.forEach(([description, , field], index) => {
        it(`${description}: what is emitted is what revalidates`, async () => {
          const path = `/sources/${index}`;
          expect((await app.send('GET', path)).headers['last-modified']).to.equal(field);
          expect((await app.send('GET', path, { 'If-Modified-Since': field })).status).to.equal(304);
          expect((await app.send('PUT', path, { 'If-Unmodified-Since': field })).status).to.equal(200);
        });
      });

      future.forEach((description, index) => {
        it(`a date in the future, which counts as now: ${description}`, async () => {
          const start = Math.floor(Date.now() / 1000) * 1000;
          const emitted = (await app.send('GET', `/sources/future/${index}`)).headers['last-modified'] as string;
          expect(Date.parse(emitted)).to.be.within(start, Date.now());
        });
      });
    });
  });

  describe('refuses with a TypeError that names decorator, controller and method', () => {
    const illegal: readonly (readonly [description: string, source: unknown, reason: RegExp])[] = [
      ['an invalid date', new Date('soon'), /Invalid Date cannot be an HTTP-date/],
      ['NaN', Number.NaN, /NaN cannot be an HTTP-date/],
      ['infinity', Number.POSITIVE_INFINITY, /Infinity cannot be an HTTP-date/],
      ['a date behind the year 9999', Date.UTC(10_000, 0, 1), /years 0 to 9999/],
      ['a date before the year 0', Date.parse('0000-01-01T00:00:00Z') - 1, /years 0 to 9999/],
      ['a string', '1994-11-06', /not string/],
      ['a bigint', 1n, /not bigint/],
      ['an object', { getTime: () => 0 }, /not object/],
    ];

    @JsonController('/illegal')
    class IllegalController {
      @Get('/:index')
      @Put('/:index')
      @LastModified((index: number) => illegal[index]?.[1] as Date)
      before(@Param('index') _index: number): object {
        ran.push('action');
        return {};
      }

      @Get('/result/:index')
      @LastModifiedFromResult(({ index }: { index: number }) => illegal[index]?.[1] as Date)
      after(@Param('index') index: number): { index: number } {
        return { index };
      }
    }

    inEachSetup({ controllers: [IllegalController] }, (app) => {
      illegal.forEach(([description, , reason], index) => {
        it(description, async () => {
          ran.length = 0;
          for (const [method, path, decorator] of [
            ['GET', `/illegal/${index}`, '@LastModified on IllegalController.before: '],
            ['PUT', `/illegal/${index}`, '@LastModified on IllegalController.before: '],
            ['GET', `/illegal/result/${index}`, '@LastModifiedFromResult on IllegalController.after: '],
          ] as const) {
            const answer = await app.send(method, path, { 'If-Match': '*' });
            expect(answer.status).to.equal(500);
            const { name, message } = JSON.parse(answer.body) as { name: string; message: string };
            expect(name).to.equal('TypeError');
            expect(message.startsWith(decorator), message).to.equal(true);
            expect(message).to.match(reason);
            expect(answer.headers).not.to.include.any.keys('last-modified', 'cache-control');
          }
          expect(ran, 'the action is not run').to.deep.equal([]);
        });
      });
    });
  });
});

describe('@LastModifiedFromResult', () => {
  inEachSetup({ controllers: [PageResultController] }, (app) => testCases(app, ran, resultCases));
});
