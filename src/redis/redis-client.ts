/**
 * The required part of a client of the `redis` package, versions 4 to 6: a client, a pool, a sentinel or a cluster.
 */
export interface NodeRedisClient {
  readonly isReady?: boolean;
  readonly isOpen?: boolean;
  evalSha(sha1: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** The required part of a client of `ioredis` or `iovalkey`: a client or a cluster. */
export interface IORedisClient {
  readonly status: string;
  readonly isCluster?: boolean;
  evalsha(sha1: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
  eval(script: string, numberOfKeys: number, ...keysAndArguments: string[]): Promise<unknown>;
}

/** A Redis client. The packages themselves are not imported. */
export type RedisClient = NodeRedisClient | IORedisClient;

/** Redis cannot be reached, or does not answer in time. */
export class RedisUnavailableError extends Error {
  override readonly name = 'RedisUnavailableError';
}
