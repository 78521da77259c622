import { type ActionMetadata, getMetadataArgsStorage } from 'routing-controllers';
import { applicationOptionsOf } from './application-options';

/** Marks an interceptor that can be listed in `interceptors: [...]`. */
export const LISTED = Symbol.for('routing-controllers-etag/listed-interceptor');

const known = new WeakMap<ActionMetadata, boolean>();

/** Whether an interceptor with this mark runs on the results of an action. */
export function hasListed(metadata: ActionMetadata): boolean {
  const listed = known.get(metadata) ?? interceptorsOf(metadata).some((each) => LISTED in each);
  known.set(metadata, listed);
  return listed;
}

function interceptorsOf(metadata: ActionMetadata): Function[] {
  const used = [...metadata.controllerMetadata.interceptors, ...metadata.interceptors];
  const global: readonly (Function | string)[] = applicationOptionsOf(metadata).interceptors ?? [];
  return [...global.filter((each) => typeof each === 'function'), ...used.map(({ interceptor }) => interceptor)];
}

const PATCHED = Symbol.for('routing-controllers-etag/listed-interceptors');

/**
 * Makes routing-controllers accept the interceptors of a factory in `interceptors: [...]`. It looks up the list among
 * registered interceptors, but registering one would run it in every application that passes no list.
 *
 * @param factory - the factory. If it is listed without being called, this throws; routing-controllers would ignore it
 *   silently
 */
export function acceptListed(factory: Function): void {
  const storage = getMetadataArgsStorage() as ReturnType<typeof getMetadataArgsStorage> & { [PATCHED]?: true };
  if (storage[PATCHED]) return;
  storage[PATCHED] = true;
  const { filterInterceptorMetadatasForClasses } = storage;
  storage.filterInterceptorMetadatasForClasses = (classes) => {
    if (classes.some((each) => each.name === factory.name && !each.prototype?.intercept)) {
      throw new TypeError(`interceptors: call ${factory.name}(): { interceptors: [${factory.name}()] }`);
    }
    return [
      ...filterInterceptorMetadatasForClasses.call(storage, classes),
      ...classes.filter((each) => LISTED in each).map((target) => ({ target, global: true, priority: 0 })),
    ];
  };
}
