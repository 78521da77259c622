import type { ServerResponse } from 'node:http';

/** How far a response has come. */
type State = 'open' | 'held' | 'released';

/**
 * Keeps a response back: what is sent of it is kept until a promise resolves, and sent then, in its order. Meanwhile the response says
 * that it was sent, as Express would answer it once more.
 *
 * @param sent - is called with the first thing that is sent; its promise never rejects. `undefined` lets the response go at once
 */
export function holdResponse(res: ServerResponse, sent: () => Promise<void> | undefined): void {
  if (res.headersSent) return;
  const { writeHead, flushHeaders, write, end } = res;
  const kept: (() => void)[] = [];
  let state: State = 'open';
  let ended = false;
  let blocked = false;

  /** Whether the response is held, from the first thing on that is sent of it. */
  const isHeld = (): boolean => {
    if (state !== 'open') return state === 'held';
    const done = sent();
    state = done === undefined ? 'released' : 'held';
    if (done === undefined) return false;
    seemSent(res, () => ended);
    done.then(release);
    return true;
  };

  const release = (): void => {
    state = 'released';
    seemItself(res);
    if (res.destroyed) return;
    try {
      for (const call of kept) call();
    } catch (error) {
      res.destroy(error as Error);
      return;
    }
    // What writes in pieces waits for this since the first one.
    if (blocked && !ended && !res.writableNeedDrain) res.emit('drain');
  };

  res.writeHead = ((...args: Parameters<typeof writeHead>) => {
    if (!isHeld()) return writeHead.apply(res, args);
    kept.push(() => writeHead.apply(res, args));
    return res;
  }) as typeof writeHead;

  res.flushHeaders = () => {
    if (isHeld()) kept.push(() => flushHeaders.call(res));
    else flushHeaders.call(res);
  };

  res.write = ((...args: Parameters<typeof write>) => {
    if (!isHeld()) return write.apply(res, args);
    kept.push(() => write.apply(res, args));
    blocked = true;
    return false;
  }) as typeof write;

  res.end = ((...args: Parameters<typeof end>) => {
    if (!isHeld()) return end.apply(res, args);
    kept.push(() => end.apply(res, args));
    ended = true;
    return res;
  }) as typeof end;
}

function seemSent(res: ServerResponse, ended: () => boolean): void {
  Object.defineProperty(res, 'headersSent', { configurable: true, get: () => true });
  Object.defineProperty(res, 'writableEnded', { configurable: true, get: ended });
}

function seemItself(res: ServerResponse): void {
  for (const name of ['headersSent', 'writableEnded']) Reflect.deleteProperty(res, name);
}
