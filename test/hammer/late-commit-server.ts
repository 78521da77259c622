import 'reflect-metadata';
import { createClient } from 'redis';
import { conditionalRequests } from 'routing-controllers-etag';
import { RedisGuard, RedisVersions } from 'routing-controllers-etag/redis';
import { express5, koa3 } from '../controllers/drivers';
import { listen } from '../server';
import { behindOnExpress, type Commit, lateController, onExpress, onKoa, type Rows } from './late-commits';

/** What the parent process tells this one, in the environment; without REDIS the numbers are this process's own. */
const { FRAMEWORK, COMMIT, SURROUNDED, REDIS, PREFIX = '', READS } = process.env;

/** Numbers, guard and versions in Redis, for several processes. */
async function shared(url: string) {
  const client = createClient({ url }).on('error', () => {});
  await client.connect();
  const rows: Rows = {
    read: async (name) => Number(await client.get(`${PREFIX}row:${name}`)),
    write: async (name, value) => void (await client.set(`${PREFIX}row:${name}`, value)),
  };
  const options = { prefix: PREFIX };
  return { rows, options: { guard: new RedisGuard(client, options), versions: new RedisVersions(client, options) } };
}

async function ofThisProcess() {
  const numbers = new Map<string, number>();
  const rows: Rows = {
    read: async (name) => numbers.get(name) ?? 0,
    write: async (name, value) => void numbers.set(name, value),
  };
  return { rows, options: {} };
}

async function main(): Promise<void> {
  const { rows, options } = await (REDIS === undefined ? ofThisProcess() : shared(REDIS));
  const driver = FRAMEWORK === 'express' ? express5 : koa3;
  const { use, useBehind } =
    driver.kind === 'koa' ? { use: onKoa, useBehind: [] } : { use: onExpress, useBehind: [behindOnExpress] };
  const application = driver.create({
    options: { controllers: [lateController(rows, COMMIT as Commit, Number(READS))] },
    use: [...(SURROUNDED === 'yes' ? [conditionalRequests(options)] : []), ...(COMMIT === 'middleware' ? [use] : [])],
    useBehind,
    session: undefined,
    render: undefined,
    answersErrors: true,
    onError() {},
  });
  const { port } = await listen(application);
  process.on('disconnect', () => process.exit());
  process.send?.({ port });
}

void main();
