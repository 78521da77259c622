import type { RequestLine } from '../demonstration/request-line';
import { svgElement } from './dom';
import { KINDS, type Kind, kindOf } from './status-kind';

const WIDTH = 720;
const HEIGHT = 150;
const BOTTOM = 20;
/** The last minute, in steps of two seconds. */
const STEP = 2_000;
const STEPS = 30;

/** A chart of the responses in the minute before the latest one. */
export function overTime(lines: readonly RequestLine[], now: number): SVGSVGElement {
  const end = Math.ceil((lines.at(-1)?.time ?? now) / STEP) * STEP;
  const columns = Array.from({ length: STEPS }, (_, index) => {
    const from = end - (STEPS - index) * STEP;
    return lines.filter(({ time }) => time > from && time <= from + STEP);
  });
  const highest = Math.max(4, ...columns.map(({ length }) => length));
  const scale = (HEIGHT - BOTTOM - 14) / highest;
  const shown = columns.flat();
  return svgElement(
    'svg',
    { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: 'img', 'aria-label': described(shown) },
    svgElement('line', { x1: 0, x2: WIDTH, y1: HEIGHT - BOTTOM, y2: HEIGHT - BOTTOM }),
    svgElement('text', { x: 0, y: 11 }, `${highest} in 2 s`),
    svgElement('text', { x: 0, y: HEIGHT - 5 }, 'a minute ago'),
    svgElement('text', { x: WIDTH, y: HEIGHT - 5, 'text-anchor': 'end' }, 'latest'),
    ...columns.flatMap((column, index) => barOf(column, index, scale)),
  );
}

function barOf(column: readonly RequestLine[], index: number, scale: number): SVGElement[] {
  const width = WIDTH / STEPS;
  let top = HEIGHT - BOTTOM;
  return (Object.keys(KINDS) as Kind[]).flatMap((kind) => {
    const height = column.filter(({ status }) => kindOf(status) === kind).length * scale;
    if (height === 0) return [];
    top -= height;
    return [svgElement('rect', { x: index * width + 2, y: top, width: width - 4, height, rx: 2, 'data-kind': kind })];
  });
}

function described(lines: readonly RequestLine[]): string {
  const counts = (Object.keys(KINDS) as Kind[])
    .map((kind) => ({ kind, count: lines.filter(({ status }) => kindOf(status) === kind).length }))
    .filter(({ count }) => count > 0)
    .map(({ kind, count }) => `${count} × ${KINDS[kind]}`);
  return `The last minute: ${counts.join('; ') || 'no requests'}`;
}
