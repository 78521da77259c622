import type { RequestLine } from '../demonstration/request-line';
import { element, find } from './dom';
import { kindOf } from './status-kind';
import { bytesText } from './units';

/** How many requests are shown. */
const SHOWN = 40;

/** Shows the requests of the editors, the latest first. */
export class Log {
  readonly #rows = find('#log', HTMLElement);
  readonly #empty = find('#log-empty', HTMLElement);

  constructor(private readonly who: readonly string[]) {
    find('#clear-log', HTMLButtonElement).addEventListener('click', () => this.clear());
  }

  add(line: RequestLine): void {
    if (!this.who.includes(line.who)) return;
    this.#empty.hidden = true;
    this.#rows.prepend(...rowsOf(line));
    while (this.#rows.children.length > SHOWN * 2) this.#rows.lastElementChild?.remove();
  }

  clear(): void {
    this.#rows.replaceChildren();
    this.#empty.hidden = false;
  }
}

function rowsOf(line: RequestLine): HTMLTableRowElement[] {
  const { who, method, path, condition, status, tag, bytes, milliseconds, queries, sentence } = line;
  const cell = (text: string | Node, attributes = {}) => element('td', attributes, text);
  const row = element(
    'tr',
    { class: 'line' },
    cell(who),
    cell(`${method} ${shortPath(path)}`, { title: path }),
    cell(shortTags(condition), { title: condition ?? '' }),
    cell(element('span', { class: 'status', 'data-kind': kindOf(status) }, String(status))),
    cell(shortTags(tag), { title: tag ?? '' }),
    cell(bytesText(bytes), { class: 'number' }),
    cell(milliseconds.toFixed(1), { class: 'number', 'data-unit': 'ms' }),
    cell(String(queries), { class: 'number', 'data-unit': queries === 1 ? 'query' : 'queries' }),
  );
  const why = sentence ?? 'Without the library, nothing is compared.';
  return [row, element('tr', { class: 'why' }, element('td', { colspan: 8 }, shortTags(why)))];
}

function shortPath(path: string): string {
  return path.length <= 34 ? path : `${path.slice(0, 33)}…`;
}

/** A tag of this server consists of a random id and a version. The version is enough to distinguish them here. */
function shortTags(text: string | undefined): string {
  return (text ?? '').replaceAll(/"[0-9a-f]{12}-(\d+(?:--\w+)?)"/g, '"…$1"');
}
