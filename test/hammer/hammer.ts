import { Agent } from 'node:http';
import { Happenings } from '../happenings';
import { type Answer, request } from '../request';

/** A client: the port of the process that it asks, and the article in which it counts. */
export interface Client {
  readonly port: number;
  readonly name: string;
}

/** How clients go on. */
export interface Endurance {
  /** Whether a client whose update was accepted makes another one; it does not by default. */
  readonly again?: () => boolean;
  /** What a client waits for that was told to retry later. */
  readonly later?: Promise<unknown>;
}

/** Clients that count at the same time: each reads the number and writes the next one, until it is accepted. */
export class Hammer {
  /** What the updates were answered with: `accepted`, `refused` (412) or `unavailable` (503). */
  readonly answers = new Happenings();

  readonly #answered = new Map<string, number>();

  constructor(readonly endurance: Endurance = {}) {}

  get accepted(): number {
    return this.answers.count('accepted');
  }

  /** The greatest number of an article whose write was answered. */
  answered(name: string): number {
    return this.#answered.get(name) ?? 0;
  }

  async strike(clients: readonly Client[]): Promise<void> {
    await Promise.all(clients.map((client) => this.#count(client)));
  }

  async #count(client: Client): Promise<void> {
    const { again = () => false } = this.endurance;
    const agent = new Agent({ keepAlive: true });
    try {
      do while (!(await this.#increment(client, agent)));
      while (again());
    } finally {
      agent.destroy();
    }
  }

  async #increment(client: Client, agent: Agent): Promise<boolean> {
    const { tag, value } = await read(client, agent);
    const { status } = await write(client, tag, { body: String(value + 1) }, agent);
    if (status === 503) {
      this.answers.add('unavailable');
      await this.endurance.later;
    } else {
      this.answers.add(status === 200 ? 'accepted' : 'refused');
      if (status === 200) this.#answered.set(client.name, Math.max(value + 1, this.answered(client.name)));
    }
    return status === 200;
  }
}

/** Lets clients write over one version at the same time, each held when it has passed its check; counts the accepted. */
export async function strikeOnce(clients: readonly [Client, ...Client[]]): Promise<number> {
  const { tag, value } = await read(clients[0]);
  const changes = { body: String(value + 1), summary: 'held' };
  const answers = await Promise.all(clients.map((client) => write(client, tag, changes)));
  return answers.filter(({ status }) => status === 200).length;
}

/** Reads the number that has been counted, and the tag of its version. */
export async function read(client: Client, agent?: Agent): Promise<{ readonly tag: string; readonly value: number }> {
  const { status, headers, body } = await request(client.port, 'GET', path(client), {}, undefined, agent);
  if (status !== 200) throw new Error(`${status} for a read: ${body}`);
  return { tag: String(headers.etag), value: Number(JSON.parse(body).body) };
}

/** Writes over a version. */
export async function write(client: Client, tag: string, changes: object, agent?: Agent): Promise<Answer> {
  const fields = { 'If-Match': tag, 'Content-Type': 'application/json' };
  const answer = await request(client.port, 'PATCH', path(client), fields, JSON.stringify(changes), agent);
  if (![200, 412, 503].includes(answer.status)) throw new Error(`${answer.status} for an update: ${answer.body}`);
  return answer;
}

function path({ name }: Client): string {
  return `/articles/${name}`;
}
