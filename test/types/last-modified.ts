/** Compiled, never run. */
import { Expires, LastModified, LastModifiedFromResult } from 'routing-controllers-etag';

interface Page {
  readonly updatedAt: Date;
}

export class AcceptedController {
  readonly started = new Date(0);

  @LastModified(function (this: AcceptedController, _id: number) {
    return this.started;
  })
  date(_id: number): void {}

  @LastModified(() => 784_111_777_000)
  milliseconds(): void {}

  @LastModified(async (id: number) => (id === 0 ? null : undefined))
  nothing(_id: number): void {}

  @LastModifiedFromResult((page: Page) => page.updatedAt)
  async result(): Promise<Page | null> {
    return { updatedAt: this.started };
  }

  @Expires(3600)
  seconds(): void {}

  @Expires(async function (this: AcceptedController, _id: number) {
    return this.started;
  })
  expires(_id: number): void {}
}

export class RefusedController {
  // @ts-expect-error: text is no date
  @LastModified(() => '1994-11-06')
  text(): void {}

  // @ts-expect-error: the action takes a number
  @LastModified((id: string) => Date.parse(id))
  otherParameter(_id: number): void {}

  // @ts-expect-error: this is another class
  @LastModified(function (this: AcceptedController) {
    return this.started;
  })
  otherThis(): void {}

  // @ts-expect-error: the action returns no page
  @LastModifiedFromResult((page: Page) => page.updatedAt)
  otherResult(): string {
    return 'text';
  }

  // @ts-expect-error: text is no date
  @Expires('tomorrow')
  textExpires(): void {}

  // @ts-expect-error: there is always a date
  @Expires(() => null)
  noExpires(): void {}

  // @ts-expect-error: the action takes a number
  @Expires((id: string) => id.length)
  otherParameterOfExpires(_id: number): void {}
}
