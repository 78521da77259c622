import type { RequestLine } from '../demonstration/request-line';
import { element, find } from './dom';
import { overTime } from './over-time';
import { KINDS, type Kind, kindOf } from './status-kind';
import { bytesText } from './units';

/** How many requests the figures cover: as many as the server keeps. */
const KEPT = 500;

/** Shows figures about all requests. */
export class Dashboard {
  readonly #lines: RequestLine[] = [];
  #waiting = false;

  constructor() {
    const kinds = Object.entries(KINDS).map(([kind, text]) => element('li', { 'data-kind': kind }, text));
    find('#legend', HTMLElement).append(...kinds);
    this.#draw();
  }

  add(line: RequestLine): void {
    this.#lines.push(line);
    if (this.#lines.length > KEPT) this.#lines.shift();
    this.#drawSoon();
  }

  /** Draws once per frame, because many lines may arrive together. */
  #drawSoon(): void {
    if (this.#waiting) return;
    this.#waiting = true;
    requestAnimationFrame(() => {
      this.#waiting = false;
      this.#draw();
    });
  }

  #draw(): void {
    find('#tiles', HTMLElement).replaceChildren(...tilesOf(this.#lines));
    find('#over-time', HTMLElement).replaceChildren(overTime(this.#lines, Date.now()));
    find('#by-route', HTMLElement).replaceChildren(...routesOf(this.#lines));
    find('#reasons', HTMLElement).replaceChildren(...reasonsOf(this.#lines));
  }
}

function tilesOf(lines: readonly RequestLine[]): HTMLElement[] {
  const reads = lines.filter(({ method, status }) => method === 'GET' && (status === 200 || status === 304));
  const spared = reads.filter(({ status }) => status === 304);
  const tile = (id: string, label: string, value: string) =>
    element('div', {}, element('dt', {}, label), element('dd', { id }, value));
  return [
    tile('requests', 'Requests', String(lines.length)),
    tile('ratio', 'Reads answered 304', reads.length === 0 ? '–' : percent(spared.length / reads.length)),
    tile('bytes-spared', 'Bytes not sent', bytesText(sum(lines, 'bytesSpared'))),
    tile('queries-spared', 'Queries not run', String(sum(lines, 'queriesSpared'))),
    tile('conflicts', 'Lost updates prevented', String(lines.filter(({ status }) => status === 412).length)),
  ];
}

function routesOf(lines: readonly RequestLine[]): HTMLElement[] {
  return grouped(lines, ({ method, route }) => `${method} ${route}`).map(([route, answers]) =>
    element(
      'tr',
      {},
      element('td', { class: 'tag' }, route),
      element('td', {}, String(answers.length), stackOf(answers)),
      element(
        'td',
        { class: 'number' },
        percent(answers.filter(({ status }) => status === 304).length / answers.length),
      ),
      element('td', { class: 'number' }, bytesText(sum(answers, 'bytesSpared'))),
    ),
  );
}

/** A bar of one route's responses, with a text alternative. */
function stackOf(answers: readonly RequestLine[]): HTMLElement {
  const counts = (Object.keys(KINDS) as Kind[])
    .map((kind) => ({ kind, count: answers.filter(({ status }) => kindOf(status) === kind).length }))
    .filter(({ count }) => count > 0);
  const text = counts.map(({ kind, count }) => `${count} × ${KINDS[kind]}`).join('; ');
  const parts = counts.map(({ kind, count }) => element('span', { 'data-kind': kind, style: `flex: ${count}` }));
  return element('div', { class: 'stack', role: 'img', 'aria-label': text, title: text }, ...parts);
}

function reasonsOf(lines: readonly RequestLine[]): HTMLElement[] {
  const full = lines.filter(({ method, status, reason }) => method === 'GET' && status === 200 && reason !== undefined);
  if (full.length === 0) return [element('li', { class: 'empty' }, 'No read has been answered in full yet.')];
  return grouped(full, ({ reason }) => reason ?? '').map(([reason, answers]) =>
    element(
      'li',
      { 'data-reason': reason },
      element('div', { class: 'label' }, element('code', {}, reason), element('span', {}, String(answers.length))),
      element('div', { class: 'bar-of', style: `--share: ${(answers.length / full.length) * 100}%` }),
    ),
  );
}

/** Groups of lines, the largest first. */
function grouped(lines: readonly RequestLine[], key: (line: RequestLine) => string): [string, RequestLine[]][] {
  const groups = new Map<string, RequestLine[]>();
  for (const line of lines) groups.set(key(line), [...(groups.get(key(line)) ?? []), line]);
  return [...groups].sort(([, one], [, other]) => other.length - one.length);
}

function sum(lines: readonly RequestLine[], figure: 'bytesSpared' | 'queriesSpared'): number {
  return lines.reduce((total, line) => total + line[figure], 0);
}

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
