import type { AddressInfo } from 'node:net';
import { application } from '../application';
import { RECIPES } from '../open-articles';
import { Gate, gated } from './gate';

/** A process of its own that serves a recipe's articles, and tells its parent the port. */
async function serve([recipe = '', url = '']: string[]): Promise<void> {
  const opened = await RECIPES[recipe]?.open(new URL(url));
  if (opened === undefined) throw new Error(`There is no recipe ${recipe}`);
  const gate = new Gate();
  opened.beforeWrite?.(() => gate.pass('read'));
  const server = application(gated(opened.articles, gate)).listen(0, '127.0.0.1', () => {
    process.send?.({ port: (server.address() as AddressInfo).port });
  });
  process.once('disconnect', () => {
    server.close(() => opened.close());
    server.closeAllConnections();
  });
}

void serve(process.argv.slice(2));
