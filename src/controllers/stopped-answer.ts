type Continuation = ((value: unknown) => unknown) | undefined;

/**
 * What a stopped action answers: a promise that is rejected when it is asked. (Of a real one that nobody
 * has asked yet Node makes a note, which takes it longer than what is left of a 304.)
 */
export class StoppedAnswer {
  constructor(readonly reason: unknown) {}

  // biome-ignore lint/suspicious/noThenProperty: it is to be awaited.
  then(succeeded: Continuation, failed: Continuation): Promise<unknown> {
    return Promise.reject(this.reason).then(succeeded, failed);
  }

  catch(failed: Continuation): Promise<unknown> {
    return Promise.reject(this.reason).catch(failed);
  }

  finally(settled: (() => void) | undefined): Promise<unknown> {
    return Promise.reject(this.reason).finally(settled);
  }
}

/**
 * What the framework gets of an action that was stopped at once. It asks for the result with `then` and for errors with
 * `catch`, and is given neither. Whoever awaits the answer in its place gets the reason.
 */
export class ConcludedAnswer {
  constructor(readonly reason: unknown) {}

  // biome-ignore lint/suspicious/noThenProperty: the framework asks for it.
  then(_succeeded: Continuation, failed: Continuation): this {
    failed?.(this.reason);
    return this;
  }

  catch(): void {}
}
