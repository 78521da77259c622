/** Leaves an action that is answered with a 304. To decorators around the action it is a failure; the driver ends it. */
export class NotModified extends Error {
  override readonly name = 'NotModified';

  constructor() {
    super('304 Not Modified');
    delete this.stack;
  }
}
