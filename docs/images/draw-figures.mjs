/** Draws README.md's chart of bench/README.md's figures, for light and for dark pages: `node docs/images/draw-figures.mjs`. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SCHEMES = {
  light: { text: '#1f2328', 200: '#8c959f', 304: '#0969da' },
  dark: { text: '#e6edf3', 200: '#7d8590', 304: '#58a6ff' },
};

const BARS = [
  { server: 'routing-controllers', status: 200, name: 'routing-controllers alone' },
  { server: 'routing-controllers + @ETag', status: 200 },
  { server: 'routing-controllers + @ETag', status: 304 },
];

const WIDTH = 640;
const NAMES = 250;
const LONGEST = 320;
const ROW = 32;

/** The requests per second of a server, from the table of lists of 20 KB. */
function requestsPerSecond(benchmark, { server, status }) {
  const [table] = /(?<=^### HTTP, lists of 20 KB)[^#]*/m.exec(benchmark);
  const row = table.split('\n').find((line) => line.split('|')[1]?.trim() === server);
  const cells = row.split('|').map((cell) => cell.trim());
  return Number(status === 200 ? cells[2] : cells[4]);
}

/** The drawing for a colour scheme, of the text of bench/README.md. */
export function figures(scheme, benchmark) {
  const colors = SCHEMES[scheme];
  const values = BARS.map((bar) => requestsPerSecond(benchmark, bar));
  const most = Math.max(...values);
  const rows = BARS.map(({ server, status, name = server }, index) => {
    const y = 40 + index * ROW;
    const length = Math.round((values[index] / most) * LONGEST);
    return `
  <text x="8" y="${y + 15}">${name}: ${status}</text>
  <rect x="${NAMES}" y="${y}" width="${length}" height="20" rx="3" fill="${colors[status]}"/>
  <text x="${NAMES + length + 8}" y="${y + 15}">${values[index].toLocaleString('en')}</text>`;
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${44 + BARS.length * ROW}" font-family="system-ui, sans-serif" font-size="14" fill="${colors.text}">
  <title>A 200 of the framework alone, and a 200 and a 304 with @ETag</title>
  <text x="8" y="22" font-weight="600">Requests per second, lists of 20 KB</text>${rows.join('')}
</svg>
`;
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) {
  const benchmark = readFileSync(join(import.meta.dirname, '../../bench/README.md'), 'utf8');
  for (const scheme of Object.keys(SCHEMES)) {
    writeFileSync(join(import.meta.dirname, `figures-${scheme}.svg`), figures(scheme, benchmark));
  }
}
