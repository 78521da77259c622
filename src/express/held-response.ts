import type { ServerResponse } from 'node:http';

/** How far a response has come. */
type State = 'open' | 'held' | 'released';

/**
 * Keeps a response back: what Express sends of it is kept until a promise settles, and sent then, in its order. Meanwhile the response
 * says that it was sent, as Express would answer it once more.
 *
 * @param sent - is called with the first thing that is sent; its promise never rejects
 */
export function holdResponse(res: ServerResponse, sent: () => Promise<void>): void {
  if (res.headersSent) return;
  const { writeHead, flushHeaders, write, end } = res;
  const kept: (() => void)[] = [];
  let state: State = 'open';
  let ended = false;
  let blocked = false;

  const keep = (call: () => void): void => {
    kept.push(call);
    if (state !== 'open') return;
    state = 'held';
    seemSent(res, () => ended);
    sent().then(release);
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
    if (state === 'released') return writeHead.apply(res, args);
    keep(() => writeHead.apply(res, args));
    return res;
  }) as typeof writeHead;

  res.flushHeaders = () => {
    if (state === 'released') return flushHeaders.call(res);
    keep(() => flushHeaders.call(res));
  };

  res.write = ((...args: Parameters<typeof write>) => {
    if (state === 'released') return write.apply(res, args);
    keep(() => write.apply(res, args));
    blocked = true;
    return false;
  }) as typeof write;

  res.end = ((...args: Parameters<typeof end>) => {
    if (state === 'released') return end.apply(res, args);
    keep(() => end.apply(res, args));
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
