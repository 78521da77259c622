import Redis, { Cluster } from 'ioredis';
import Valkey, { Cluster as ValkeyCluster } from 'iovalkey';
import { createClient, createClientPool, createCluster } from 'redis';
import { createClient as createClient4, createCluster as createCluster4 } from 'redis4';
import {
  createClient as createClient5,
  createClientPool as createClientPool5,
  createCluster as createCluster5,
} from 'redis5';
import type { RedisClient } from 'routing-controllers-etag/redis';

/** A client that is connected, and a way to close it. */
export interface Connected {
  readonly client: RedisClient;
  close(): unknown;
}

/** A client as its users make it, of one server or of a cluster. */
export interface ClientKind {
  readonly name: string;
  connect(ports: readonly number[]): Promise<Connected>;
}

const url = (port: number | undefined) => `redis://127.0.0.1:${port}`;
const rootNodes = (ports: readonly number[]) => ports.map((port) => ({ url: url(port) }));
const nodes = (ports: readonly number[]) => ports.map((port) => ({ host: '127.0.0.1', port }));

/** Clients of one server, connected as they are. */
export const clients: readonly ClientKind[] = [
  { name: 'redis 4, createClient', connect: ([port]) => connected(createClient4({ url: url(port) })) },
  { name: 'redis 5, createClient', connect: ([port]) => connected(createClient5({ url: url(port) })) },
  { name: 'redis 5, createClientPool', connect: ([port]) => connected(createClientPool5({ url: url(port) })) },
  { name: 'redis 6, createClient', connect: ([port]) => connected(createClient({ url: url(port) })) },
  { name: 'redis 6, createClientPool', connect: ([port]) => connected(createClientPool({ url: url(port) })) },
  { name: 'ioredis, Redis', connect: async ([port]) => ready(new Redis(url(port))) },
  {
    name: 'ioredis, Redis with lazyConnect',
    connect: async ([port]) => lazy(new Redis(url(port), { lazyConnect: true })),
  },
  { name: 'iovalkey, Redis', connect: async ([port]) => ready(new Valkey(url(port))) },
];

/** Clients of a cluster. */
export const clusters: readonly ClientKind[] = [
  {
    name: 'redis 4, createCluster',
    connect: (ports) => connected(createCluster4({ rootNodes: rootNodes(ports) })),
  },
  {
    name: 'redis 5, createCluster',
    connect: (ports) => connected(createCluster5({ rootNodes: rootNodes(ports) })),
  },
  {
    name: 'redis 6, createCluster',
    connect: (ports) => connected(createCluster({ rootNodes: rootNodes(ports) })),
  },
  { name: 'ioredis, Cluster', connect: async (ports) => ready(new Cluster(nodes(ports))) },
  { name: 'iovalkey, Cluster', connect: async (ports) => ready(new ValkeyCluster(nodes(ports))) },
];

async function connected(
  client: RedisClient & { connect(): Promise<unknown>; quit?(): unknown; close?(): unknown; destroy?(): unknown },
): Promise<Connected> {
  await client.connect();
  return { client, close: () => (client.destroy ?? client.quit ?? (() => {})).call(client) };
}

async function ready(
  client: RedisClient & { once(event: 'ready', listener: () => void): unknown; disconnect(): void },
): Promise<Connected> {
  await new Promise<void>((resolve) => client.once('ready', resolve));
  return lazy(client);
}

function lazy(client: RedisClient & { disconnect(): void }): Connected {
  return { client, close: () => client.disconnect() };
}
