import { type TracingChannel, tracingChannel } from 'node:diagnostics_channel';
import type { Awaitable } from '../stores/awaitable';

/** The message of the tracing channel `routing-controllers-etag.turn`: a write that waits for its turn. */
export interface TurnTrace {
  /** The request's method. */
  readonly method: string;
  /** The path, without the query. */
  readonly path: string;
  /** The controller and its method; `undefined` outside of controllers. */
  readonly action: string | undefined;
  /** The keys of the resources that the write may change. */
  readonly keys: readonly string[];
}

/** The message of the tracing channel `routing-controllers-etag.versions`: an operation of the version store. */
export interface VersionsTrace {
  /** The method of the version store, or of a mark. */
  readonly operation: 'versionsOf' | 'mark' | 'settle';
  /** The names of the operation. */
  readonly names: readonly string[];
}

export const turns = tracingChannel<object, object>('routing-controllers-etag.turn');
export const versionQuestions = tracingChannel<object, object>('routing-controllers-etag.versions');

/** Runs a task and traces it on a channel, if the channel has subscribers. */
export function traced<T>(
  channel: TracingChannel<object, object>,
  message: () => TurnTrace | VersionsTrace,
  task: () => Awaitable<T>,
): Awaitable<T> {
  return channel.hasSubscribers ? tracedTask(channel, message(), task) : task();
}

/** Hides the task's result from the subscribers, who see only how it ends. */
async function tracedTask<T>(
  channel: TracingChannel<object, object>,
  message: object,
  task: () => Awaitable<T>,
): Promise<T> {
  const results: T[] = [];
  await channel.tracePromise(async () => {
    results.push(await task());
  }, message);
  return results[0] as T;
}
