import { getMetadataArgsStorage } from 'routing-controllers';

/** Called with a class that routing-controllers is about to make routes of, or with a base class of one. */
export type BuildingListener = (controller: Function) => void;

type Storage = ReturnType<typeof getMetadataArgsStorage> & { [LISTENERS]?: Map<string, BuildingListener> };

const LISTENERS = Symbol.for('routing-controllers-etag/building-listeners');

/**
 * Adds a listener that can complete what is known of a controller: the first thing that routing-controllers does with one
 * is to ask for its actions. That is no public promise of routing-controllers', so it is checked here, and each action checks
 * that it was connected.
 *
 * @param name - the listener's, so that two copies of this package add it once
 * @throws Error if this version of routing-controllers does not ask so
 */
export function beforeBuilding(name: string, listener: BuildingListener): void {
  const storage = getMetadataArgsStorage() as Storage;
  storage[LISTENERS] ??= listenTo(storage);
  if (!storage[LISTENERS].has(name)) storage[LISTENERS].set(name, listener);
}

function listenTo(storage: Storage): Map<string, BuildingListener> {
  const listeners = new Map<string, BuildingListener>();
  const { filterActionsWithTarget } = storage;
  if (typeof filterActionsWithTarget !== 'function') {
    throw new Error(
      'routing-controllers-etag cannot connect its decorators to this version of routing-controllers: install 0.11',
    );
  }
  storage.filterActionsWithTarget = (target) => {
    if (target.prototype) for (const listener of listeners.values()) listener(target);
    return filterActionsWithTarget.call(storage, target);
  };
  return listeners;
}
