import type { Guard } from '../stores/guard';
import { InProcessGuard } from '../stores/in-process-guard';
import { MemoryVersions } from '../stores/memory-versions';
import type { VersionStore } from '../stores/version-store';
import type { KoaContext } from './koa-exchange';
import type { KoaMiddleware } from './middleware';

const GUARD = Symbol.for('routing-controllers-etag/guard');
const VERSIONS = Symbol.for('routing-controllers-etag/versions');

type Serviced = { [GUARD]?: Guard; [VERSIONS]?: VersionStore };

/** One of each for the process, also with two copies of this package. */
const defaults = globalThis as Serviced;
defaults[GUARD] ??= new InProcessGuard();
defaults[VERSIONS] ??= new MemoryVersions();

/**
 * The versions of an application that names no store of its own: in the memory of this process.
 *
 * @example
 * ```ts
 * await versions.touch('articles');
 * ```
 */
export const versions: VersionStore = defaults[VERSIONS];

/**
 * Middleware that gives the conditional writes behind it a guard, as one on Redis for many processes. The default is one
 * for the process.
 *
 * @example
 * ```ts
 * app.use(useGuard(new RedisGuard(client)));
 * useKoaServer(app, { controllers: [ArticleController] });
 * ```
 */
export function useGuard(guard: Guard): KoaMiddleware {
  return provide({ [GUARD]: guard });
}

/**
 * Middleware that gives `versionOf` and `@Touches` behind it a store, as one on Redis for many processes. The default is
 * one in the memory of the process.
 *
 * @example
 * ```ts
 * app.use(useVersions(new RedisVersions(client)));
 * useKoaServer(app, { controllers: [ArticleController] });
 * ```
 */
export function useVersions(store: VersionStore): KoaMiddleware {
  return provide({ [VERSIONS]: store });
}

function provide(services: Serviced): KoaMiddleware {
  return async (ctx, next) => {
    Object.assign(ctx, services);
    await next();
  };
}

/** The guard of a request. */
export function guardOf(ctx: KoaContext): Guard {
  return ((ctx as KoaContext & Serviced)[GUARD] ?? defaults[GUARD]) as Guard;
}

/** The version store of a request. */
export function versionsOf(ctx: KoaContext): VersionStore {
  return ((ctx as KoaContext & Serviced)[VERSIONS] ?? defaults[VERSIONS]) as VersionStore;
}
