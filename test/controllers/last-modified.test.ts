import { Get, JsonController, Method, NotFoundError, Param, Post, Put } from 'routing-controllers';
import { ETag, LastModified, LastModifiedFromResult } from 'routing-controllers-etag';
import { testCases } from '../cases';
import { inEachSetup } from './app';
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
});

describe('@LastModifiedFromResult', () => {
  inEachSetup({ controllers: [PageResultController] }, (app) => testCases(app, ran, resultCases));
});
