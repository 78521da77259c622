/** Compiled, never run. */
import { CacheControl, PreconditionRequired, Vary } from 'routing-controllers-etag';

const seconds: number = 60;

@CacheControl({ public: true, maxAge: 60, sMaxAge: 600, immutable: true })
@Vary('Accept', 'Accept-Language')
export class AcceptedController {
  @CacheControl('private, max-age=60')
  @Vary('*')
  @PreconditionRequired()
  text(_id: number): void {}

  @CacheControl({ private: true, maxAge: seconds, mustRevalidate: true, staleIfError: 0 })
  object(): void {}

  @CacheControl({ private: ['Set-Cookie'], noCache: ['Set-Cookie'], sMaxAge: 1, immutable: true })
  fields(): void {}

  @CacheControl({ noStore: true, extensions: { 'x-mine': 'yes', 'x-count': 7, 'x-flag': true } })
  extensions(): void {}
}

// @ts-expect-error: public contradicts private
CacheControl({ public: true, private: true });
// @ts-expect-error: public contradicts private, though for some fields
CacheControl({ public: true, private: ['Set-Cookie'] });
// @ts-expect-error: private contradicts s-maxage
CacheControl({ private: true, sMaxAge: 60 });
// @ts-expect-error: immutable contradicts no-store
CacheControl({ immutable: true, noStore: true });
// @ts-expect-error: immutable contradicts no-cache
CacheControl({ immutable: true, noCache: true });
// @ts-expect-error: seconds are not negative
CacheControl({ maxAge: -1 });
// @ts-expect-error: seconds are whole
CacheControl({ maxAge: 1.5 });
// @ts-expect-error: seconds are whole
CacheControl({ public: true, sMaxAge: 0.1 });
// @ts-expect-error: seconds are whole
CacheControl({ staleWhileRevalidate: 1e-7 });
// @ts-expect-error: seconds are not negative
CacheControl({ staleIfError: -0.5 });
// @ts-expect-error: seconds are a number
CacheControl({ maxAge: '60' });
// @ts-expect-error: a directive is there or it is not
CacheControl({ noStore: false });
// @ts-expect-error: no such directive
CacheControl({ maxage: 60 });
// @ts-expect-error: no-transform names no fields
CacheControl({ noTransform: ['Set-Cookie'] });
// @ts-expect-error: a number says nothing
CacheControl(60);

// @ts-expect-error: at least one name
Vary();
// @ts-expect-error: a name is text
Vary(7);

export class RefusedController {
  // @ts-expect-error: it decorates methods and classes
  @CacheControl('no-store')
  readonly property = 1;

  // @ts-expect-error: it decorates methods
  @PreconditionRequired()
  readonly other = 1;
}

// @ts-expect-error: it decorates methods
@PreconditionRequired()
export class RefusedClass {}
