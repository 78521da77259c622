import { randomUUID } from 'node:crypto';
import { createClient } from 'redis';
import { type Persistence, RedisServer } from './redis-server';

/** A client that is connected. */
export type Client = ReturnType<typeof createClient>;

/** The Redis of a suite of tests. */
export class RedisOfTests {
  /** In front of all keys of a test, so that tests do not meet in a Redis that they share. */
  prefix = '';
  #url = '';
  #server: RedisServer | undefined;
  readonly #clients: Client[] = [];

  get url(): string {
    return this.#url;
  }

  /** The server, where the tests have one of their own. */
  get server(): RedisServer {
    if (this.#server === undefined) throw new Error('the tests have no Redis of their own');
    return this.#server;
  }

  async begin(persistence: Persistence): Promise<void> {
    if (RedisServer.isInstalled()) {
      this.#server = await RedisServer.start(persistence);
      this.#url = this.#server.url;
    } else {
      this.#url = process.env.REDIS_URL as string;
    }
  }

  /** A client that connects again, quickly, whenever Redis has been away. */
  async connect(): Promise<Client> {
    const client = createClient({ url: this.#url, socket: { reconnectStrategy: 20 } }) as Client;
    client.on('error', () => {});
    this.#clients.push(client);
    await client.connect();
    return client;
  }

  /** Kills Redis, and waits until a client has seen it. */
  async crash(client: Client): Promise<void> {
    const lost = new Promise((resolve) => client.once('reconnecting', resolve));
    await this.server.kill();
    await lost;
  }

  /** Starts Redis again, and waits until a client has found it. */
  async comeBack(client: Client): Promise<void> {
    const found = new Promise((resolve) => client.once('ready', resolve));
    await this.server.start();
    await found;
  }

  newPrefix(): void {
    this.prefix = `test-${randomUUID()}:`;
  }

  /** The keys that tests have left. */
  async keys(client: Client): Promise<string[]> {
    return client.keys(`*${this.prefix}*`);
  }

  async end(): Promise<void> {
    for (const client of this.#clients) if (client.isOpen) client.destroy();
    await this.#server?.remove();
  }
}

/** What tests ask of their Redis. */
export interface Needs {
  /** Whether they stop it, so that it must be their own. */
  readonly own?: boolean;
  readonly persistence?: Persistence;
}

/**
 * Describes what needs a Redis: a server of the tests' own where `redis-server` is installed, or else the one of
 * `REDIS_URL`. Without either the tests are skipped, and the title says why.
 */
export function describeOnRedis(title: string, needs: Needs, behaviour: (redis: RedisOfTests) => void): void {
  const missing = missingFor(needs);
  if (missing !== undefined) {
    describe.skip(`${title} (skipped: ${missing})`, () => behaviour(new RedisOfTests()));
    return;
  }
  describe(title, () => {
    const redis = new RedisOfTests();
    before(() => redis.begin(needs.persistence ?? 'none'));
    beforeEach(() => redis.newPrefix());
    after(() => redis.end());
    behaviour(redis);
  });
}

/** Tests what needs a `redis-server` to start; on a machine without one the test is skipped, and the title says why. */
export function itWithRedisServer(title: string, behaviour: () => Promise<void>): void {
  const missing = missingFor({ own: true });
  if (missing === undefined) it(title, behaviour);
  else it.skip(`${title} (skipped: ${missing})`, behaviour);
}

function missingFor({ own = false }: Needs): string | undefined {
  if (RedisServer.isInstalled() || (!own && process.env.REDIS_URL)) return undefined;
  return own ? 'redis-server is not installed' : 'redis-server is not installed and REDIS_URL is not set';
}
