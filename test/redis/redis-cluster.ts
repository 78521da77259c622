import { createClient } from 'redis';
import { RedisServer } from './redis-server';

const SLOTS = 16_384;

/** A Redis Cluster of three masters, of the tests' own. */
export class RedisCluster {
  private constructor(readonly nodes: readonly RedisServer[]) {}

  static async start(): Promise<RedisCluster> {
    const nodes = await Promise.all([1, 2, 3].map(() => RedisServer.start('none', '--cluster-enabled', 'yes')));
    const cluster = new RedisCluster(nodes);
    await cluster.#shareSlots();
    await cluster.#meet();
    for (const { port } of nodes) await onNode(port, untilReady);
    return cluster;
  }

  get ports(): readonly number[] {
    return this.nodes.map(({ port }) => port);
  }

  /** How many keys each node has, of those that match a pattern. */
  async keys(pattern: string): Promise<number[]> {
    const counts = this.ports.map((port) => onNode(port, async (client) => (await client.keys(pattern)).length));
    return Promise.all(counts);
  }

  async remove(): Promise<void> {
    for (const node of this.nodes) await node.remove();
  }

  async #shareSlots(): Promise<void> {
    const share = Math.ceil(SLOTS / this.nodes.length);
    for (const [index, { port }] of this.nodes.entries()) {
      const [first, last] = [index * share, Math.min((index + 1) * share, SLOTS) - 1];
      const command = ['CLUSTER', 'ADDSLOTSRANGE', String(first), String(last)];
      await onNode(port, (client) => client.sendCommand(command));
    }
  }

  async #meet(): Promise<void> {
    const [first, ...others] = this.ports as [number, ...number[]];
    for (const port of others) {
      await onNode(first, (client) => client.sendCommand(['CLUSTER', 'MEET', '127.0.0.1', String(port)]));
    }
  }
}

type Client = ReturnType<typeof createClient>;

async function onNode<T>(port: number, act: (client: Client) => Promise<T>): Promise<T> {
  const client = createClient({ url: `redis://127.0.0.1:${port}` }) as Client;
  await client.connect();
  try {
    return await act(client);
  } finally {
    client.destroy();
  }
}

async function untilReady(client: Client): Promise<void> {
  let state = '';
  do state = String(await client.sendCommand(['CLUSTER', 'INFO']));
  while (!state.includes('cluster_state:ok') || !state.includes('cluster_known_nodes:3'));
}
