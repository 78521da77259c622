import { ServerProcess } from './load/server-process';
import { settings } from './load/settings';
import { readSlowly } from './load/slow-reader';
import type { PartResult } from './results';
import { median, ratio } from './rounds';
import { STREAM_BYTES } from './servers/stream';
import { targetTable } from './target';

const STREAMS = 200;

/** A server that sends streams, with its peak memory in each round. */
interface StreamingServer {
  readonly name: string;
  readonly server: string;
  readonly peakMegabytes: number[];
}

/** Measures the resident memory of servers that send many streams to slow clients simultaneously. */
export async function memory(): Promise<PartResult> {
  const koa = streaming('Koa', 'koa');
  const shallow = streaming('Koa + shallowEtag()', 'koa-shallow');
  const servers = [
    koa,
    shallow,
    streaming('Koa + koa-etag + koa-conditional-get', 'koa-etag'),
    streaming('Hono + etag', 'hono'),
  ];
  for (let round = 0; round < settings.rounds; round++) {
    for (const { server, peakMegabytes } of servers) peakMegabytes.push(await peakOf(server));
  }
  const targets = [
    {
      claim: 'shallowEtag() / Koa: peak memory',
      bound: 'at most',
      limit: 1.1,
      measured: ratio(shallow.peakMegabytes, koa.peakMegabytes),
    } as const,
  ];
  const table = {
    title: `Memory: ${STREAMS} streams of ${STREAM_BYTES / 1024 ** 2} MB at once, to slow clients`,
    columns: ['server', 'peak, MB', 'it / Koa'],
    rows: servers.map(({ name, peakMegabytes }) => [
      name,
      median(peakMegabytes).toFixed(0),
      `${ratio(peakMegabytes, koa.peakMegabytes).toFixed(2)} x`,
    ]),
  };
  return { tables: [table, targetTable('Memory: the targets', targets)], targets, measurements: servers };
}

function streaming(name: string, server: string): StreamingServer {
  return { name, server, peakMegabytes: [] };
}

/** Starts a new process, because the kernel reports the peak memory since the start. */
async function peakOf(name: string): Promise<number> {
  const server = await ServerProcess.start(name);
  try {
    const lengths = await Promise.all(Array.from({ length: STREAMS }, () => readSlowly(`${server.origin}/stream`)));
    const wrong = lengths.find((length) => length !== STREAM_BYTES);
    if (wrong !== undefined) throw new Error(`${name}: a stream of ${wrong} bytes`);
    return (await server.usage()).peakKilobytes / 1024;
  } finally {
    await server.stop();
  }
}
