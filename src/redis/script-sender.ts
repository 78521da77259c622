import type { IORedisClient, NodeRedisClient, RedisClient } from './redis-client';
import type { Script } from './script';

/** Sends scripts with the application's client. The first key selects the node of a cluster. */
export interface ScriptSender {
  readonly isCluster: boolean;
  /** Whether a command would be sent at once rather than queued. */
  isReady(): boolean;
  evalSha(script: Script, keys: string[], values: string[]): Promise<unknown>;
  eval(script: Script, keys: string[], values: string[]): Promise<unknown>;
}

/** A cluster of the `redis` package. */
interface NodeRedisCluster extends NodeRedisClient {
  readonly masters: readonly unknown[];
  sendCommand(firstKey: string, isReadonly: boolean, command: string[]): Promise<unknown>;
}

/** @throws TypeError for a value that is not a client of these packages */
export function scriptSender(client: RedisClient): ScriptSender {
  if (isIORedis(client)) return ioRedisSender(client);
  if (!isNodeRedis(client)) {
    throw new TypeError(
      'The first argument must be a client of redis (4 to 6), ioredis or iovalkey, connected or connecting',
    );
  }
  return isNodeRedisCluster(client) && !('withTypeMapping' in client)
    ? nodeRedis4ClusterSender(client)
    : nodeRedisSender(client);
}

function ioRedisSender(client: IORedisClient): ScriptSender {
  return {
    isCluster: client.isCluster === true,
    // `wait`: a lazy client, which connects at its first command.
    isReady: () => client.status === 'ready' || client.status === 'wait',
    evalSha: ({ sha1 }, keys, values) => client.evalsha(sha1, keys.length, ...keys, ...values),
    eval: ({ text }, keys, values) => client.eval(text, keys.length, ...keys, ...values),
  };
}

function nodeRedisSender(client: NodeRedisClient): ScriptSender {
  return {
    isCluster: isNodeRedisCluster(client),
    isReady: () => isConnected(client),
    evalSha: ({ sha1 }, keys, values) => client.evalSha(sha1, { keys, arguments: values }),
    eval: ({ text }, keys, values) => client.eval(text, { keys, arguments: values }),
  };
}

/**
 * The cluster client of redis 4 ignores the keys of `eval` and sends it to any node, so `sendCommand` is given the key.
 */
function nodeRedis4ClusterSender(client: NodeRedisCluster): ScriptSender {
  const send = (command: string, script: string, keys: string[], values: string[]) =>
    client.sendCommand(keys[0] as string, false, [command, script, String(keys.length), ...keys, ...values]);
  return {
    isCluster: true,
    isReady: () => isConnected(client),
    evalSha: ({ sha1 }, keys, values) => send('EVALSHA', sha1, keys, values),
    eval: ({ text }, keys, values) => send('EVAL', text, keys, values),
  };
}

/** Pools and older clusters have no `isReady`. */
function isConnected(client: NodeRedisClient): boolean {
  return client.isReady !== false && client.isOpen !== false;
}

function isIORedis(client: RedisClient): client is IORedisClient {
  return typeof (client as IORedisClient | undefined)?.evalsha === 'function';
}

function isNodeRedis(client: RedisClient): client is NodeRedisClient {
  return typeof (client as NodeRedisClient | undefined)?.evalSha === 'function';
}

function isNodeRedisCluster(client: NodeRedisClient): client is NodeRedisCluster {
  return Array.isArray((client as NodeRedisCluster).masters);
}
