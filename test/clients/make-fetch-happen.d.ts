declare module 'make-fetch-happen' {
  /** What the tests use of it: the package has no types. */
  const makeFetchHappen: { defaults(options: { cachePath: string }): (url: string) => Promise<Response> };
  export default makeFetchHappen;
}
