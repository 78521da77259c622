import 'reflect-metadata';
import { pathToFileURL } from 'node:url';
import { createKoaServer } from 'routing-controllers';

/** A program that serves the controllers which an example exports, and prints the port: `node serve-example.js MODULE`. */
async function serve(path: string): Promise<void> {
  const exported: Record<string, unknown> = await import(pathToFileURL(path).href);
  const controllers = Object.values(exported).filter((value) => typeof value === 'function');
  const server = createKoaServer({ controllers, development: false }).listen(0, '127.0.0.1', () => {
    console.log(server.address().port);
  });
}

void serve(process.argv[2] as string);
