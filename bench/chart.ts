import { CONTENDERS, type Contender, type ContenderKey, type Status } from './contenders';
import type { HttpFigures } from './http-tables';
import { SIZES } from './load/articles';
import { median } from './rounds';

/** The dimensions of the chart in pixels. */
const NAMES = 390;
const PANEL = 210;
const BARS = 140;
const ROW = 30;
const BAR = 10;
const HEAD = 62;

/** Readable on light and dark pages, even if the page does not declare a color scheme. */
const STYLE = `
  text { font: 12px system-ui, sans-serif; fill: #57606a }
  .title { font-size: 15px; font-weight: 600 }
  .ours { fill: #0969da }
  .peer { fill: #8c959f }
  text.ours { font-weight: 600 }
  .full { opacity: 0.45 }
  @media (prefers-color-scheme: dark) {
    text { fill: #c9d1d9 }
    .ours { fill: #58a6ff }
    .peer { fill: #6e7681 }
  }
`;

/** Draws the requests per second of all contenders, with one panel for each size. */
export function httpChart(figures: HttpFigures): string {
  const contenders = Object.keys(CONTENDERS) as ContenderKey[];
  const width = NAMES + SIZES.length * PANEL;
  const height = HEAD + contenders.length * ROW + 8;
  const title = 'Requests per second of a server on one core';
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" role="img" aria-label="${title}">`,
    `<style>${STYLE}</style>`,
    `<text class="title" x="8" y="22">${title}</text>`,
    `<text x="8" y="42">strong: a 304; pale: a 200</text>`,
    ...contenders.map((contender, row) => nameText(CONTENDERS[contender], row)),
    ...SIZES.flatMap((kilobytes, column) => panel(figures, contenders, kilobytes, column)),
    '</svg>',
    '',
  ].join('\n');
}

function nameText({ name, ours }: Contender, row: number): string {
  return `<text class="${ours ? 'ours' : ''}" x="8" y="${HEAD + row * ROW + 15}">${escaped(name)}</text>`;
}

/** Each panel has its own scale, so that the longest bars of all panels have the same length. */
function panel(figures: HttpFigures, contenders: readonly ContenderKey[], kilobytes: number, column: number): string[] {
  const bars = contenders.flatMap((contender, row) =>
    ([304, 200] as const)
      .filter((status) => figures.has(contender, kilobytes, status))
      .map((status) => ({
        contender,
        row,
        status,
        value: median(figures.requestsPerSecond(contender, kilobytes, status)),
      })),
  );
  const most = Math.max(...bars.map(({ value }) => value));
  const x = NAMES + column * PANEL;
  return [
    `<text class="title" x="${x}" y="42">${kilobytes} KB</text>`,
    ...bars.map(({ contender, row, status, value }) => {
      const y = HEAD + row * ROW + (status === 304 ? 2 : 2 + BAR);
      return barWithValue(CONTENDERS[contender], status, x, y, (value / most) * BARS, value);
    }),
  ];
}

function barWithValue(
  { ours }: Contender,
  status: Status,
  x: number,
  y: number,
  length: number,
  value: number,
): string {
  const style = `${ours ? 'ours' : 'peer'}${status === 200 ? ' full' : ''}`;
  return [
    `<rect class="${style}" x="${x}" y="${y}" width="${Math.max(length, 1).toFixed(1)}" height="${BAR - 1}"/>`,
    `<text x="${(x + length + 4).toFixed(1)}" y="${y + BAR - 1}" style="font-size: 10px">${Math.round(value).toLocaleString('en')}</text>`,
  ].join('');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
}
