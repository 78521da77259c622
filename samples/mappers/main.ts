import type { AddressInfo } from 'node:net';
import { application } from './application';
import { createTables } from './connections/create-tables';
import { RECIPES } from './open-articles';

const usage = `node build/main.js RECIPE URL

RECIPE  ${Object.keys(RECIPES).join(', ')}
URL     sqlite:/path/to/file, postgres://user@host/database or mariadb://user@host/database`;

/** Serves the articles of one recipe until interrupted. */
async function main([name = '', address = '']: string[]): Promise<void> {
  const recipe = RECIPES[name];
  if (recipe === undefined || !URL.canParse(address)) throw new Error(usage);
  const url = new URL(address);
  await createTables(url);
  const { articles, close } = await recipe.open(url);
  const server = application(articles).listen(Number(process.env.PORT ?? 3000), '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    const article = `http://127.0.0.1:${port}/articles/first`;
    console.log(`curl -i -X PUT ${article} -H 'If-None-Match: *' --json '{"title": "Mine"}'\ncurl -i ${article}`);
  });
  process.once('SIGINT', () => server.close(() => close()));
}

main(process.argv.slice(2)).catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
