/** Draws the sequence diagram of README.md, for light and for dark pages: `node docs/images/draw-exchange.mjs`. */
import { writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const SCHEMES = {
  light: { text: '#1f2328', line: '#8c959f', ok: '#1a7f37', saved: '#0969da', refused: '#bc4c00', ran: '#eaeef2' },
  dark: { text: '#e6edf3', line: '#7d8590', ok: '#3fb950', saved: '#58a6ff', refused: '#f0883e', ran: '#30363d' },
};

const EXCHANGES = [
  { request: 'GET', condition: '', answer: '200 OK, ETag: "b9d4f6a2"', color: 'ok', action: 'runs' },
  {
    request: 'GET',
    condition: 'If-None-Match: "b9d4f6a2"',
    answer: '304 Not Modified',
    color: 'saved',
    action: 'does not run',
  },
  {
    request: 'PUT',
    condition: 'If-Match: "5e01c7d3"',
    answer: '412 Precondition Failed',
    color: 'refused',
    action: 'does not run',
  },
];

const WIDTH = 760;
const TOP = 64;
const STEP = 86;
const CLIENT = 90;
const LIBRARY = 460;
const ACTION = 660;
const BOTTOM = TOP + STEP * EXCHANGES.length;

function exchange({ request, condition, answer, color, action }, index, colors) {
  const y = TOP + index * STEP + 18;
  const middle = (CLIENT + LIBRARY) / 2;
  const runs = action === 'runs';
  return `
  <text x="${middle}" y="${y - 6}" text-anchor="middle">${request} /articles/7${condition && `, ${condition}`}</text>
  ${arrow(CLIENT, LIBRARY, y, colors.line)}
  <text x="${middle}" y="${y + 28}" text-anchor="middle" font-weight="600" fill="${colors[color]}">${answer}</text>
  ${arrow(LIBRARY, CLIENT, y + 34, colors[color])}
  ${runs ? arrow(LIBRARY, ACTION - 8, y, colors.line) + arrow(ACTION - 8, LIBRARY, y + 34, colors.line) : ''}
  ${runs ? `<rect x="${ACTION - 8}" y="${y - 8}" width="16" height="50" rx="3" fill="${colors.ran}" stroke="${colors.line}"/>` : ''}
  <text x="${runs ? ACTION + 18 : ACTION - 12}" y="${y + 21}" ${runs ? '' : 'text-anchor="end"'} font-style="italic">${action}</text>`;
}

function arrow(from, to, y, color) {
  const tip = Math.sign(to - from) * 8;
  return `<path d="M${from} ${y}H${to}m${-tip} -4l${tip} 4l${-tip} 4" fill="none" stroke="${color}" stroke-width="1.5"/>`;
}

function lifeline(x, title, colors) {
  return `
  <text x="${x}" y="28" text-anchor="middle" font-weight="600">${title}</text>
  <path d="M${x} 40V${BOTTOM}" stroke="${colors.line}" stroke-dasharray="3 4"/>`;
}

function drawing(colors) {
  const columns = { client: CLIENT, '@ETag': LIBRARY, 'your action': ACTION };
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${BOTTOM + 10}" font-family="system-ui, sans-serif" font-size="14" fill="${colors.text}">
  <title>A read, a repeated read and an outdated write</title>${Object.entries(columns)
    .map(([title, x]) => lifeline(x, title, colors))
    .join('')}${EXCHANGES.map((each, index) => exchange(each, index, colors)).join('')}
</svg>
`;
}

for (const [scheme, colors] of Object.entries(SCHEMES)) {
  writeFileSync(join(dirname(fileURLToPath(import.meta.url)), `exchange-${scheme}.svg`), drawing(colors));
}
