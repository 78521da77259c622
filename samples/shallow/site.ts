import { mkdirSync, mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const COLOURS = ['seagreen', 'rebeccapurple', 'firebrick', 'steelblue'];

/** What a release of the site changes; the page and the licence stay as they are. */
function filesOf(release: number): Readonly<Record<string, string>> {
  const colour = COLOURS[release % COLOURS.length] as string;
  return {
    'index.html': `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <title>Shallow</title>
    <link rel="stylesheet" href="style.css" />
    <script src="app.js" defer></script>
  </head>
  <body>
    <h1>Release <span id="release">…</span></h1>
    <p>Reload: what has not changed costs a 304. Deploy, and reload: what has changed is seen at once.</p>
    <button id="deploy">Deploy</button>
    <ul id="quotes"></ul>
  </body>
</html>
`,
    'style.css': `/* release ${release} */
body { font: 1.1rem/1.5 system-ui, sans-serif; max-width: 40rem; margin: 3rem auto; padding: 0 1rem; }
h1 { color: ${colour}; }
${Array.from({ length: 60 }, (_, step) => `.step-${step} { margin-left: ${step}px; }`).join('\n')}
`,
    'app.js': `// release ${release}
document.getElementById('release').textContent = '${release}';
document.getElementById('deploy').addEventListener('click', () => fetch('/deploy', { method: 'POST' }));
fetch('/quotes')
  .then((response) => response.json())
  .then((quotes) => {
    document.getElementById('quotes').append(
      ...quotes.map(({ text, author }) => Object.assign(document.createElement('li'), { textContent: text + ' - ' + author })),
    );
  });
`,
    'licence.txt': 'Public domain.\n',
  };
}

/** The static files of one server, in a folder of its own. */
export class Site {
  readonly folder = mkdtempSync(join(tmpdir(), 'site-'));

  /** @param clock how far the times of its files are off, in seconds: no two servers get their files at once */
  constructor(readonly clock: number) {}

  /** Each file is renamed into place: who reads the old one reads it to its end. */
  publish(release: number): void {
    mkdirSync(this.folder, { recursive: true });
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
