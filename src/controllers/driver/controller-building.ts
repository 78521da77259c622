import { BaseDriver, createExecutor, getMetadataArgsStorage } from 'routing-controllers';

/** Called with a class, or a base class of one, for which routing-controllers is about to build routes. */
export type BuildingListener = (controller: Function) => void;

type Storage = ReturnType<typeof getMetadataArgsStorage> & { [LISTENERS]?: Map<string, BuildingListener> };

const LISTENERS = Symbol.for('routing-controllers-etag/building-listeners');

/**
 * Calls `listener` before routing-controllers builds a controller's routes. It has no such event, so this wraps
 * `filterActionsWithTarget`, the first method that it calls for a controller. This is not a public interface, so it is
 * tried out here, and each action checks that it was connected.
 *
 * @param name - the name of the listener, so that two copies of this package add it only once
 * @throws Error if this version of routing-controllers works differently
 */
export function beforeBuilding(name: string, listener: BuildingListener): void {
  const storage = getMetadataArgsStorage() as Storage;
  storage[LISTENERS] ??= listenTo(storage);
  if (!storage[LISTENERS].has(name)) storage[LISTENERS].set(name, listener);
}

function listenTo(storage: Storage): Map<string, BuildingListener> {
  const listeners = new Map<string, BuildingListener>();
  const { filterActionsWithTarget } = storage;
  if (typeof filterActionsWithTarget !== 'function') throw cannotConnect();
  const telling = (filter: typeof filterActionsWithTarget) => (target: Function) => {
    if (target.prototype) for (const listener of listeners.values()) listener(target);
    return filter.call(storage, target);
  };
  let current = telling(filterActionsWithTarget);
  // Code that replaces the method later replaces only the inner filter, so the listeners are still called.
  Object.defineProperty(storage, 'filterActionsWithTarget', {
    get: () => current,
    set(filter: typeof filterActionsWithTarget) {
      current = telling(filter);
    },
  });
  if (!isTold(listeners, storage)) throw cannotConnect();
  return listeners;
}

/** Whether the listeners are called when a controller is built. */
function isTold(listeners: Map<string, BuildingListener>, storage: Storage): boolean {
  class TriedController {}
  const told: Function[] = [];
  listeners.set('trial', (controller) => told.push(controller));
  storage.controllers.push({ type: 'json', target: TriedController, route: '', options: {} });
  try {
    createExecutor(new IdleDriver(), { controllers: [TriedController] });
  } finally {
    storage.controllers.pop();
    listeners.delete('trial');
  }
  return told.includes(TriedController);
}

/** A driver without a framework. */
class IdleDriver extends BaseDriver {
  initialize(): void {}
  registerMiddleware(): void {}
  registerAction(): void {}
  registerRoutes(): void {}
  getParamFromRequest(): void {}
  handleError(): void {}
  handleSuccess(): void {}
}

function cannotConnect(): Error {
  return new Error(
    'routing-controllers-etag cannot connect its decorators to this version of routing-controllers: install 0.11',
  );
}
