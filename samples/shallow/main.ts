import 'reflect-metadata';
import { header, step } from '../articles/curl';
import { listen, type RunningServer } from '../articles/server';
import { stopSignal } from '../articles/stop-signal';
import { expressApplication } from './express-application';
import { koaApplication } from './koa-application';
import { SeenRequests } from './seen-requests';
import { changedBy, LOGO, Site } from './site';

async function main(): Promise<void> {
  const port = readPort(process.env.PORT);
  const signal = stopSignal();
  const sites = [new Site(0), new Site(-86_400)];
  const servers: RunningServer[] = [];
  const seen = new SeenRequests();
  let release = 0;
  const deploy = () => {
    release++;
    for (const site of sites) site.publish(release);
  };
  try {
    deploy();
    for (const [index, site] of sites.entries()) {
      const createApplication = index === 0 ? koaApplication : expressApplication;
      const application = createApplication(site, { seen, deploy, changed: () => changedBy(release) });
      servers.push(await listen(application, port === 0 ? 0 : port + index));
    }
    await greet(servers.map(({ url }) => url));
    console.log(`${await signal}: stopping`);
  } finally {
    for (const server of servers) await server.close();
    seen.close();
    for (const site of sites) site.remove();
  }
  console.log('Stopped');
}

function readPort(text = '3000'): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65534) return port;
  throw new Error(
    `PORT=${text} is not a port: use a number from 0 (any free ports) to 65534; the next port is used too`,
  );
}

async function greet([first = '', second = '']: readonly string[]): Promise<void> {
  console.log(`Two servers have the same files with different dates: ${first} on Koa and ${second} on Express\n`);
  console.log(
    'Open the first in a browser, or try these commands in order. Each number is the status of the response.\n',
  );
  console.log(await commands(first, second));
  console.log('\nPress Ctrl+C to stop the servers.');
}

async function commands(first: string, second: string): Promise<string> {
  const style = await tagOf(`${first}/style.css`);
  const licence = await tagOf(`${first}/licence.txt`);
  const gzipped = await tagOf(`${first}/style.css`, { 'Accept-Encoding': 'gzip' });
  const quotes = await tagOf(`${first}/quotes`);
  return [
    step(200, 'a file; its ETag is made from its content', `${first}/style.css`),
    step(304, 'for a client that has this content', `${first}/style.css`, ifNoneMatch(style)),
    step(304, 'also from the other server, whose file is a day older', `${second}/style.css`, ifNoneMatch(style)),
    step(200, 'compressed, so the bytes and the tag differ', `${first}/style.css --compressed`),
    step(304, 'for a client that has the compressed content', `${first}/style.css --compressed`, ifNoneMatch(gzipped)),
    step(206, 'the rest of a file, for a client that has ten bytes', `-r 10- ${first}/licence.txt`, ifRange(licence)),
    step(206, 'also from the other server', `-r 10- ${second}/licence.txt`, ifRange(licence)),
    step(
      200,
      'the whole file, because those ten bytes are of another version',
      `-r 10- ${first}/licence.txt`,
      ifRange('"old"'),
    ),
    step(200, 'a file with a hash in its name, which is kept for a year and not requested again', `${second}/${LOGO}`),
    step(200, 'the response of a controller', `${first}/quotes`),
    step(304, 'the same, unchanged', `${first}/quotes`, ifNoneMatch(quotes)),
    step(204, 'a new release changes the CSS and the JavaScript', `-X POST ${first}/deploy`),
    step(200, 'the new version, without a forced reload', `${first}/style.css`, ifNoneMatch(style)),
    step(200, 'on both servers', `${second}/style.css`, ifNoneMatch(style)),
    step(304, 'a file that the release has not changed', `${first}/licence.txt`, ifNoneMatch(licence)),
  ].join('\n\n');
}

async function tagOf(
  url: string,
  headers: Record<string, string> = { 'Accept-Encoding': 'identity' },
): Promise<string> {
  const response = await fetch(url, { headers });
  await response.arrayBuffer();
  return response.headers.get('ETag') ?? '';
}

function ifNoneMatch(tag: string): string {
  return header(`If-None-Match: ${tag}`);
}

function ifRange(tag: string): string {
  return header(`If-Range: ${tag}`);
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
