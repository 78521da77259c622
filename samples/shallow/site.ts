import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const LOGO_CONTENT =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle cx="4.5" cy="4.5" r="4"/></svg>\n';

/** A file with the hash of its content in its name, like the output of a bundler. */
export const LOGO = `assets/logo-${createHash('sha256').update(LOGO_CONTENT).digest('hex').slice(0, 8)}.svg`;

const COLOURS = ['seagreen', 'rebeccapurple', 'firebrick', 'steelblue'];

/** The files of a release. The page, the licence and the logo never change. */
function filesOf(release: number): Readonly<Record<string, string>> {
  const colour = COLOURS[release % COLOURS.length] as string;
  return {
    'index.html': `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <meta name="color-scheme" content="light dark" />
    <title>Shallow</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="style.css" />
    <script src="app.js" defer></script>
  </head>
  <body>
    <h1>Release <span id="release">…</span></h1>
    <p>Reload: each unchanged file costs a 304. Deploy a release and reload: you see its changes at once.</p>
    <p><button id="deploy">Deploy a release</button> <a href="/">Reload</a></p>
    <p id="changed" role="status"></p>
    <h2>The cost of this load</h2>
    <table>
      <thead><tr><th>File</th><th>Status</th><th>Bytes sent</th><th>Bytes saved</th></tr></thead>
      <tbody id="requests"></tbody>
      <tfoot id="sum"></tfoot>
    </table>
    <h2>Quotes, from a controller</h2>
    <ul id="quotes"></ul>
  </body>
</html>
`,
    'style.css': `/* release ${release} */
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
h1 { font-size: 1.8rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
button { font: inherit; padding: 0.4rem 1rem; border: 1px solid; border-radius: 99px; margin-right: 1rem; cursor: pointer; }
table { width: 100%; border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: 0.3rem 0; border-bottom: 1px solid #8886; text-align: right; font-weight: normal; }
th:first-child, td:first-child { text-align: left; }
thead th { font-size: 0.85rem; opacity: 0.7; } tfoot td { font-weight: 600; border: 0; }
li { margin-bottom: 0.4rem; }
h1 { color: ${colour}; filter: saturate(0.9) brightness(1.1); }
${Array.from({ length: 60 }, (_, step) => `.step-${step} { margin-left: ${step}px; }`).join('\n')}
`,
    'app.js': script(release),
    'licence.txt': 'Public domain.\n',
    [LOGO]: LOGO_CONTENT,
  };
}

/**
 * Shows the quotes, and then the requests of this load: their statuses come from the server, their sizes from the
 * browser.
 */
function script(release: number): string {
  return `// release ${release}
const place = (id) => document.getElementById(id);
const make = (name, ...children) => {
  const made = document.createElement(name);
  made.append(...children);
  return made;
};

function bytesOf(path) {
  const { href } = new URL(path, location);
  const entry = performance.getEntries().find(({ name, encodedBodySize }) => name === href && encodedBodySize !== undefined);
  return entry?.encodedBodySize ?? 0;
}

function row(name, { path, status, bytes }) {
  const cells = [path, status, status === 304 ? 0 : bytes, status === 304 ? bytes : 0];
  return make('tr', ...cells.map((each) => make(name, String(each))));
}

async function showQuotes() {
  const quotes = await (await fetch('/quotes')).json();
  place('quotes').append(...quotes.map(({ text, author }) => make('li', text + ' - ' + author)));
}

async function showRequests() {
  const { changed, requests } = await (await fetch('/requests')).json();
  const files = requests.map((each) => ({ ...each, bytes: bytesOf(each.path) }));
  const sum = (chosen) => files.filter(chosen).reduce((total, { bytes }) => total + bytes, 0);
  const spared = files.filter(({ status }) => status === 304);
  place('requests').append(...files.map((each) => row('td', each)));
  const totals = ['All', spared.length + ' × 304', sum(({ status }) => status !== 304), sum(({ status }) => status === 304)];
  place('sum').append(make('tr', ...totals.map((each) => make('td', String(each)))));
  place('changed').textContent = changed.length === 0 ? '' : 'This release has changed ' + changed.join(' and ') + ' only.';
}

async function deploy() {
  await fetch('/deploy', { method: 'POST' });
  place('changed').textContent = 'Deployed. Reload: only the changed files are sent.';
}

place('release').textContent = '${release}';
place('deploy').addEventListener('click', deploy);
showQuotes().then(showRequests);
`;
}

/** The files that a release has changed; empty for the first. */
export function changedBy(release: number): readonly string[] {
  if (release <= 1) return [];
  const before = filesOf(release - 1);
  return Object.entries(filesOf(release)).flatMap(([name, content]) => (content === before[name] ? [] : [name]));
}

/** The static files of one server, in its own folder. */
export class Site {
  readonly folder = mkdtempSync(join(tmpdir(), 'site-'));

  /**
   * @param clock - the offset of its files' times in seconds, because servers receive their files at different times
   */
  constructor(readonly clock: number) {}

  /** Each file is renamed into place, so that a reader of the old one can read it to its end. */
  publish(release: number): void {
    mkdirSync(join(this.folder, 'assets'), { recursive: true });
    const time = Date.now() / 1000 + this.clock;
    for (const [name, content] of Object.entries(filesOf(release))) {
      const file = join(this.folder, name);
      writeFileSync(`${file}.new`, content);
      utimesSync(`${file}.new`, time, time);
      renameSync(`${file}.new`, file);
    }
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}
