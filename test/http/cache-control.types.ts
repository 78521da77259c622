import { type CacheControlDirectives, formatCacheControl } from 'routing-controllers-etag/http';

/** What the compiler says of directives: never run, only compiled. */
export function directivesThatCompile(seconds: number): void {
  formatCacheControl({ public: true, maxAge: 60, sMaxAge: 10, staleWhileRevalidate: 30, staleIfError: 300 });
  formatCacheControl({ private: true, maxAge: seconds });
  formatCacheControl({ private: ['Set-Cookie'], sMaxAge: 60 });
  formatCacheControl({ noCache: ['Set-Cookie'], immutable: true });
  formatCacheControl({ maxAge: 0, extensions: { community: 'UCI', ttl: 5, other: true } });
  const directives: CacheControlDirectives = { public: true, maxAge: 60 };
  formatCacheControl(directives);
}

/** RFC 9111, section 5.2.2; RFC 8246. */
export function contradictionsThatDoNotCompile(): void {
  // @ts-expect-error public contradicts private
  formatCacheControl({ public: true, private: true });
  // @ts-expect-error public contradicts private fields
  formatCacheControl({ public: true, private: ['Set-Cookie'] });
  // @ts-expect-error private contradicts s-maxage
  formatCacheControl({ private: true, sMaxAge: 60 });
  // @ts-expect-error immutable contradicts no-store
  formatCacheControl({ immutable: true, noStore: true });
  // @ts-expect-error immutable contradicts no-cache
  formatCacheControl({ immutable: true, noCache: true });
}

export function valuesThatDoNotCompile(): void {
  // @ts-expect-error seconds are not negative
  formatCacheControl({ maxAge: -1 });
  // @ts-expect-error seconds are whole
  formatCacheControl({ sMaxAge: 0.5 });
  // @ts-expect-error seconds are not tiny either
  formatCacheControl({ staleWhileRevalidate: 1e-7 });
  // @ts-expect-error seconds are a number
  formatCacheControl({ staleIfError: '60' });
  // @ts-expect-error a flag is true or left out
  formatCacheControl({ noStore: false });
  // @ts-expect-error field names are a list
  formatCacheControl({ noCache: 'Set-Cookie' });
  // @ts-expect-error this directive has no field names
  formatCacheControl({ public: ['Set-Cookie'] });
  // @ts-expect-error an extension is not false
  formatCacheControl({ extensions: { community: false } });
  // @ts-expect-error an unknown directive is an extension
  formatCacheControl({ maxage: 60 });
}
