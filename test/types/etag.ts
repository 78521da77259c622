/** Compiled, never run: what the decorators accept of an action, and what they refuse. */
import { Get, JsonController, Param, Put } from 'routing-controllers';
import { type EntityTag, ETag, ETagFromResult, entityTag } from 'routing-controllers-etag';

interface Article {
  readonly id: number;
  readonly version: string;
}

@JsonController()
export class AcceptedController {
  readonly versions = new Map<number, string>();

  @Get('/this')
  @ETag(function (this: AcceptedController, id: number) {
    return this.versions.get(id);
  })
  withThis(@Param('id') _id: number): void {}

  @Get('/fewer')
  @ETag((id: number) => id)
  fewerParameters(@Param('id') _id: number, @Param('language') _language: string): void {}

  @Get('/none')
  @ETag(() => 'v1')
  noParameters(@Param('id') _id: number): void {}

  @Get('/wider')
  @ETag((id: number | string) => String(id))
  widerParameter(@Param('id') _id: number): void {}

  @Get('/optional')
  @ETag((id?: number) => id)
  optionalParameter(@Param('id') _id?: number): void {}

  @Get('/default')
  @ETag((id: number = 7) => id)
  defaultParameter(@Param('id') _id = 7): void {}

  @Get('/rest')
  @ETag((...ids: number[]) => ids.length)
  restParameter(@Param('a') _a: number, @Param('b') _b: number): void {}

  @Get('/sources/:id')
  @ETag((id: number): string | number | bigint | EntityTag | null | undefined =>
    [entityTag('v1'), 'v1', 1, 1n, null, undefined].at(id),
  )
  anySource(@Param('id') _id: number): void {}

  @Get('/async')
  @ETag(async (id: number) => `v${id}`)
  async asynchronous(@Param('id') id: number): Promise<Article> {
    return { id, version: '1' };
  }

  @Put('/weak')
  @ETag(() => 'v1', { ifMatch: 'weak' })
  forgiving(): void {}

  /** Each function takes as many of the arguments as it needs. */
  @Put('/functions')
  @ETag((id: number) => id, {
    guard: () => 'key',
    onFailed(this: AcceptedController, id: number) {
      return this.versions.get(id);
    },
    alreadyApplied: async (id: number, text: string) => (text === '' ? undefined : { id, text }),
  })
  functions(@Param('id') _id: number, @Param('text') _text: string): void {}

  @Get('/result')
  @ETagFromResult((article: Article) => article.version)
  result(@Param('id') id: number): Article {
    return { id, version: '1' };
  }

  @Get('/part-of-result')
  @ETagFromResult(({ version }: Pick<Article, 'version'>) => version)
  partOfResult(): Article {
    return { id: 1, version: '1' };
  }

  /** Promises are awaited, and null and undefined are not asked. */
  @Get('/maybe')
  @ETagFromResult(function (this: AcceptedController, article: Article) {
    return this.versions.get(article.id);
  })
  async maybe(@Param('id') id: number): Promise<Article | null | undefined> {
    return id === 0 ? null : undefined;
  }

  @Get('/chain')
  @ETag((id: number) => id)
  @ETagFromResult((article: Article) => article.version)
  chain(@Param('id') id: number): Article {
    return { id, version: '1' };
  }
}

export class RefusedController {
  // @ts-expect-error: the action takes a number
  @ETag((id: string) => id)
  otherParameter(_id: number): void {}

  // @ts-expect-error: the action takes one argument
  @ETag((_id: number, language: string) => language)
  tooManyParameters(_id: number): void {}

  // @ts-expect-error: the action may get no argument
  @ETag((id: number) => id)
  optional(_id?: number): void {}

  // @ts-expect-error: this is another class
  @ETag(function (this: AcceptedController, id: number) {
    return this.versions.get(id);
  })
  otherThis(_id: number): void {}

  // @ts-expect-error: a boolean is no tag
  @ETag(() => true)
  noTag(): void {}

  // @ts-expect-error: a date is no tag
  @ETag(() => new Date())
  date(): void {}

  // @ts-expect-error: a promise of no tag
  @ETag(async () => ({ version: 1 }))
  promiseOfNoTag(): void {}

  // @ts-expect-error: the action takes a number
  @ETag(() => 'v1', { onFailed: (id: string) => id })
  otherParameterOfFailed(_id: number): void {}

  // @ts-expect-error: the action takes one argument
  @ETag((id: number) => id, { alreadyApplied: (_id: number, text: string) => text })
  tooManyParametersOfApplied(_id: number): void {}

  // @ts-expect-error: there is no such comparison
  @ETag(() => 'v1', { ifMatch: 'exact' })
  noComparison(): void {}

  // @ts-expect-error: the action returns no article
  @ETagFromResult((article: Article) => article.version)
  otherResult(): string {
    return 'text';
  }

  // @ts-expect-error: the action returns a promise of text
  @ETagFromResult((article: Article) => article.version)
  async otherPromise(): Promise<string> {
    return 'text';
  }

  // @ts-expect-error: the action may return text
  @ETagFromResult((article: Article) => article.version)
  otherUnion(): Article | string {
    return 'text';
  }

  // @ts-expect-error: this is another class
  @ETagFromResult(function (this: AcceptedController, article: Article) {
    return this.versions.get(article.id);
  })
  otherThisOfResult(): Article {
    return { id: 1, version: '1' };
  }

  // @ts-expect-error: it decorates methods
  @ETag(() => 'v1')
  readonly property = 1;
}

// @ts-expect-error: it decorates methods
@ETag(() => 'v1')
export class RefusedClass {}
