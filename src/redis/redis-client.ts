/** What is used of a client of the `redis` package: clients, pools, clusters and sentinels fit. */
export interface RedisClient {
  readonly isReady?: boolean;
  eval(script: string, options: { keys: string[]; arguments: string[] }): Promise<unknown>;
}

/** Redis cannot be asked, or does not answer in time. */
export class RedisUnavailableError extends Error {
  override readonly name = 'RedisUnavailableError';
}

/** The client would keep a command until Redis is back; who asks here must know at once. */
export async function ask<T>(
  client: RedisClient,
  timeout: number,
  command: (client: RedisClient) => Promise<T>,
): Promise<T> {
  if (client.isReady === false) throw new RedisUnavailableError('Redis is not connected');
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new RedisUnavailableError(`Redis did not answer in ${timeout} ms`)), timeout);
  });
  try {
    return await Promise.race([command(client), late]);
  } finally {
    clearTimeout(timer);
  }
}
