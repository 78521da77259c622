import { AsyncLocalStorage } from 'node:async_hooks';
import type { RequestHandler } from 'express';
import type { Middleware } from 'koa';
import { Body, Get, JsonController, Param, Patch } from 'routing-controllers';
import { ETag, Touches, versionOf } from 'routing-controllers-etag';
import { Happenings } from '../happenings';

/** Where the transaction of a write commits. */
export type Commit = 'middleware' | 'decorator';

/** Where the numbers are kept, as they are once committed. */
export interface Rows {
  read(name: string): Promise<number>;
  write(name: string, value: number): Promise<void>;
}

/** What the write of a request changes when its transaction commits. */
const transaction = new AsyncLocalStorage<(() => Promise<void>)[]>();

async function commit(): Promise<void> {
  for (const change of transaction.getStore() ?? []) await change();
}

/**
 * A controller of numbers whose writes are visible only after their method has ended.
 *
 * @param reads - how many reads begin after the method, before the transaction commits
 */
export function lateController(rows: Rows, place: Commit, reads: number): Function {
  const happenings = new Happenings();

  @JsonController('/articles')
  class LateController {
    @Get('/:name')
    @ETag(
      versionOf((name: string) => {
        happenings.add(name);
        return name;
      }),
    )
    async read(@Param('name') name: string): Promise<object> {
      return { body: String(await rows.read(name)) };
    }

    @Patch('/:name')
    @(place === 'decorator' ? Transactional : () => {})
    @ETag(versionOf((name: string) => name))
    @Touches((name: string) => name)
    write(@Param('name') name: string, @Body() { body }: { readonly body: string }): object {
      const until = happenings.count(name) + reads;
      transaction.getStore()?.push(async () => {
        await happenings.until(name, until);
        await rows.write(name, Number(body));
      });
      return {};
    }
  }

  return LateController;
}

function Transactional(_prototype: object, _name: string | symbol, descriptor: PropertyDescriptor): void {
  const method = descriptor.value;
  descriptor.value = function (...args: unknown[]) {
    return transaction.run([], async () => {
      const result = await method.apply(this, args);
      await commit();
      return result;
    });
  };
}

export const onKoa: Middleware = (_ctx, next) =>
  transaction.run([], async () => {
    await next();
    await commit();
  });

const committing = new WeakSet<object>();

/** Nothing waits for the middleware of Express, so it keeps the response back until it has committed. */
export const onExpress: RequestHandler = (_req, res, next) =>
  transaction.run([], () => {
    const { end } = res;
    res.end = ((...args: Parameters<typeof end>) => {
      res.end = end;
      if (transaction.getStore()?.length === 0) return res.end(...args);
      committing.add(res);
      void commit().then(() => res.end(...args));
      return res;
    }) as typeof end;
    next();
  });

/** routing-controllers goes on behind the controllers, where Express would answer 404 to what is not sent yet. */
export const behindOnExpress: RequestHandler = (_req, res, next) => {
  if (!committing.has(res)) next();
};
