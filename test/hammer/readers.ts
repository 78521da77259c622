import { Agent } from 'node:http';
import { Happenings } from '../happenings';
import { request } from '../request';
import type { Client, Hammer } from './hammer';

/** Readers that revalidate all the time what they keep, beside those who write. */
export class Readers {
  /** What they were answered with: `kept` (304), `tagged` and `untagged` (200). */
  readonly answers = new Happenings();
  /** What a reader had before its eyes that was older than a write which had been answered before it asked. */
  readonly stale: string[] = [];

  constructor(readonly writers: Hammer) {}

  /** They ask until the writing has ended, and once more then. */
  async watch(clients: readonly Client[], writing: Promise<unknown>): Promise<void> {
    let ended = false;
    const end = writing.finally(() => {
      ended = true;
    });
    await Promise.all([...clients.map((client) => this.#revalidate(client, () => ended)), end]);
  }

  async #revalidate({ port, name }: Client, ended: () => boolean): Promise<void> {
    const agent = new Agent({ keepAlive: true });
    let kept: { readonly tag: string; readonly value: number } | undefined;
    try {
      for (let last = false; !last; ) {
        last = ended();
        const written = this.writers.answered(name);
        const fields: Record<string, string> = kept === undefined ? {} : { 'If-None-Match': kept.tag };
        const { status, headers, body } = await request(port, 'GET', `/articles/${name}`, fields, undefined, agent);
        if (status !== 200 && status !== 304) throw new Error(`${status} for a read: ${body}`);
        const value = status === 304 && kept !== undefined ? kept.value : Number(JSON.parse(body).body);
        if (value < written) this.stale.push(`${status} for ${value}, after ${written} was written`);
        if (status === 200) kept = headers.etag === undefined ? undefined : { tag: headers.etag, value };
        this.answers.add(status === 304 ? 'kept' : kept === undefined ? 'untagged' : 'tagged');
      }
    } finally {
      agent.destroy();
    }
  }
}
