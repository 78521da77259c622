import { ETag, ETagContext, Touches, versionOf } from 'routing-controllers-etag';

/** What the compiler says of guards and names: never run, only compiled. */
export class ThatCompiles {
  readonly prefix = 'article:';

  @ETag(() => 'v1', { guard: (id: number) => id, conflict: (error) => error instanceof RangeError })
  keyOfMoreThanTheTag(_id: number, _part: string): void {}

  @ETag((id: number, part: string) => id + part, { guard: (id: number) => BigInt(id) })
  keyOfLessThanTheTag(_id: number, _part: string): void {}

  @ETag((id: number) => id, { guard: false, ifMatch: 'weak' })
  noGuard(_id: number): void {}

  @ETag((id: number) => id, {
    guard(this: ThatCompiles, id: number) {
      return this.prefix + id;
    },
  })
  keyOfTheController(_id: number): void {}

  @ETag(versionOf((id: number) => [`article:${id}`, 'authors']))
  names(_id: number, _part: string): void {}

  @ETag(
    versionOf(async function (this: ThatCompiles, id: number) {
      return id === 0 ? null : this.prefix + id;
    }),
  )
  nameOfTheController(_id: number): void {}

  @Touches((id: number) => [`article:${id}`, 'articles'] as const)
  touches(_id: number, _part: string): void {}

  @Touches(async function (this: ThatCompiles, id: number) {
    return this.prefix + id;
  })
  touchesByTheController(_id: number): void {}

  @ETag((id: number) => id, { guard: async (id: number) => [`article:${id}`, 'articles'] })
  promisedKeys(_id: number): void {}
}

export class ThatDoesNotCompile {
  // @ts-expect-error the key takes another argument than the action
  @ETag((id: number) => id, { guard: (id: string) => id })
  keyOfAnotherArgument(_id: number): void {}

  // @ts-expect-error the key takes an argument that the action does not
  @ETag(() => 'v1', { guard: (id: number) => id })
  keyOfTooMuch(): void {}

  // @ts-expect-error the tag takes another argument than the action
  @ETag((id: string) => id, { guard: (id: number) => id })
  tagOfAnotherArgument(_id: number): void {}

  // @ts-expect-error there is nothing that `true` would switch on
  @ETag((id: number) => id, { guard: true })
  guardTrue(_id: number): void {}

  // @ts-expect-error the names take another argument than the action
  @ETag(versionOf((id: string) => id))
  namesOfAnotherArgument(_id: number): void {}

  // @ts-expect-error a name is a string
  @ETag(versionOf((id: number) => id))
  numberAsName(_id: number): void {}

  // @ts-expect-error the names take another argument than the action
  @Touches((id: string) => id)
  touchesOfAnotherArgument(_id: number): void {}

  // @ts-expect-error what is touched has names
  @Touches(() => null)
  touchesNothing(): void {}
}

@ETagContext(({ request }) => String(request.headers['accept-language']))
export class WithContext {}

@ETagContext(async function (this: WithContextOfItsOwn) {
  return this.build;
})
export class WithContextOfItsOwn {
  readonly build = 7;
}

// @ts-expect-error a context is text or a number
@ETagContext(() => ({ tenant: 7 }))
export class WithObjectAsContext {}
