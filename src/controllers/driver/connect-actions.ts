import type { IncomingMessage, ServerResponse } from 'node:http';
import { getMetadataArgsStorage, UseBefore } from 'routing-controllers';
import { completeActions, type RegisteredAction, routedMethods } from '../plan/action-registry';
import { callAction } from './action-call';
import { beforeBuilding } from './controller-building';
import { beginOnExpress } from './express-driver';
import { commitOnKoa, endOnKoa } from './koa-driver';
import { requireSensiblePlans } from './sensible-plans';

type ActionArgs = ReturnType<typeof getMetadataArgsStorage>['actions'][number];

/** The actions that are called through {@link callAction}. */
const connected = new WeakSet<object>();
const surrounded = new WeakSet<Function>();

/**
 * Connects the actions of every controller that routing-controllers builds: adds middleware around them, and calls them
 * through {@link callAction}.
 */
export function connectActions(): void {
  beforeBuilding('conditional actions', (controller) => {
    const actions = completeActions(controller);
    requireSensiblePlans(controller, actions);
    commitConditional(controller, actions);
    surround(controller, actions.size > 0 ? endWrite : endPlainWrite);
    for (const method of routedMethods(controller)) if (!actions.has(method)) commitTagged(controller, method);
    for (const action of getMetadataArgsStorage().actions) if (action.target === controller) connect(action);
  });
}

/** The plain actions of controllers that {@link commitPlainAction} commits. */
const committed = new WeakMap<Function, Set<string>>();

/** Commits a plain action too, because its result may be made by `tagged()`. */
function commitTagged(controller: Function, method: string): void {
  const methods = committed.get(controller) ?? new Set();
  committed.set(controller, methods);
  if (methods.has(method)) return;
  methods.add(method);
  UseBefore(commitPlainAction)(controller.prototype, method);
}

function commitConditional({ prototype }: Function, actions: ReadonlyMap<string, RegisteredAction>): void {
  for (const [method, registered] of actions) {
    if (registered.connected) continue;
    registered.connected = true;
    UseBefore(commitAction)(prototype, method);
  }
}

/**
 * routing-controllers runs middleware in the order of registration, and that of a class outside that of its actions.
 */
function surround(controller: Function, middleware: Function): void {
  if (surrounded.has(controller)) return;
  surrounded.add(controller);
  getMetadataArgsStorage().uses.unshift({ target: controller, middleware, afterAction: false });
}

type KoaArguments = Parameters<typeof commitOnKoa>;
type ExpressArguments = [request: IncomingMessage, response: ServerResponse, next: () => void];

function commitAction(...args: KoaArguments | ExpressArguments): unknown {
  return args.length === 2 ? commitOnKoa(...args) : args[2]();
}

/**
 * A separate function, because the routes with {@link commitAction} are those for which Express' own tags are switched
 * off.
 */
function commitPlainAction(...args: KoaArguments | ExpressArguments): unknown {
  return commitAction(...args);
}

function endWrite(...args: KoaArguments | ExpressArguments): unknown {
  return args.length === 2 ? endOnKoa(...args) : beginOnExpress(args, commitAction);
}

/** For a controller without conditional actions: keeps Express from tagging the responses to its writes. */
function endPlainWrite(...args: KoaArguments | ExpressArguments): unknown {
  return args.length === 2 ? args[1]() : beginOnExpress(args, commitAction);
}

function connect(args: ActionArgs): void {
  if (connected.has(args)) return;
  connected.add(args);
  const { methodOverride } = args;
  args.methodOverride = (metadata, action, params) => {
    const call = (all: unknown[]) =>
      methodOverride ? methodOverride(metadata, action, all) : metadata.callMethod(all, action);
    return callAction(metadata, action, params, call);
  };
}

// An action that returns the result of `tagged()` needs no decorator of ours.
connectActions();
