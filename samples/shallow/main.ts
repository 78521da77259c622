import 'reflect-metadata';
import { listen, type RunningServer } from '../articles/server';
import { stopSignal } from '../articles/stop-signal';
import { createApplication } from './application';
import { SeenRequests } from './seen-requests';
import { changedBy, Site } from './site';

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
      const application = createApplication(site, { seen, deploy, changed: () => changedBy(release) });
      servers.push(await listen(application.callback(), port === 0 ? 0 : port + index));
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
  throw new Error(`PORT=${text} is no port: take a number from 0 (any free ports) to 65534; the next one is used too`);
}

async function greet([first = '', second = '']: readonly string[]): Promise<void> {
  const style = await tagOf(`${first}/style.css`);
  const licence = await tagOf(`${first}/licence.txt`);
  const gzipped = await tagOf(`${first}/style.css`, { 'Accept-Encoding': 'gzip' });
  const quotes = await tagOf(`${first}/quotes`);
  console.log(`Two servers with the same files of different dates: ${first} and ${second}\n`);
  console.log('Open the first in a browser, or try these in their order: the number is the status of the answer.\n');
  console.log(
    [
      step(200, 'a file; its ETag is made of its content', `${first}/style.css`),
      step(304, 'to a client that has that content', `${first}/style.css`, ifNoneMatch(style)),
      step(304, 'from the other server too, whose file is a day older', `${second}/style.css`, ifNoneMatch(style)),
      step(200, 'compressed: other bytes, and so another tag', `${first}/style.css --compressed`),
      step(304, 'which is understood as well', `${first}/style.css --compressed`, ifNoneMatch(gzipped)),
      step(200, 'what a controller answers', `${first}/quotes`),
      step(304, 'the same, unchanged', `${first}/quotes`, ifNoneMatch(quotes)),
      step(204, 'a new release changes the CSS and the JavaScript', `-X POST ${first}/deploy`),
      step(200, 'the new version, without a forced reload', `${first}/style.css`, ifNoneMatch(style)),
      step(200, 'on both servers', `${second}/style.css`, ifNoneMatch(style)),
      step(304, 'a file that the release has not changed', `${first}/licence.txt`, ifNoneMatch(licence)),
    ].join('\n\n'),
  );
  console.log('\nCtrl+C stops the servers.');
}

async function tagOf(
  url: string,
  headers: Record<string, string> = { 'Accept-Encoding': 'identity' },
): Promise<string> {
  const response = await fetch(url, { headers });
  await response.arrayBuffer();
  return response.headers.get('ETag') ?? '';
}

function step(status: number, comment: string, ...parts: string[]): string {
  return `# ${status}: ${comment}\ncurl -i ${parts.join(' ')}`;
}

function ifNoneMatch(tag: string): string {
  return `-H 'If-None-Match: ${tag}'`;
}

main().catch((error: Error) => {
  console.error(error.message);
  process.exitCode = 1;
});
