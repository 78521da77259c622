import type { RequestLine } from '../demonstration/request-line';
import type { Article, Text } from './article';
import { Dashboard } from './dashboard';
import { Desk } from './desk';
import { element, find } from './dom';
import { makeLoad } from './load';
import { Log } from './log';
import { sendAs } from './send-as';
import { protectedStore, unprotectedStore } from './store';
import { connectTabs } from './tabs';

const EDITORS = ['Ada', 'Ben'];

const LEADS = {
  protected:
    'Load the article on both sides, change it on both, and save on both. The second save gets a 412 and shows what the ' +
    'other editor has changed, so nothing is lost. Load it again without a change: you get a 304, and the text is not read.',
  unprotected:
    'Do the same again: load and save on both sides. The second save gets a 200, and the first change is lost. ' +
    'Nobody is told.',
};

const chosen = find('#article', HTMLSelectElement);
const isProtected = find('#protected', HTMLInputElement);
const lead = find('#lead', HTMLElement);

const desks = EDITORS.map((name) => {
  const store = () => (isProtected.checked ? protectedStore : unprotectedStore)(name, chosen.value);
  return new Desk(name, store, tellOthers);
});

function tellOthers(by: string, saved: Text): void {
  for (const desk of desks) if (desk.name !== by) desk.compare(by, saved);
}

function startAgain(): void {
  lead.textContent = isProtected.checked ? LEADS.protected : LEADS.unprotected;
  for (const desk of desks) desk.clear();
}

async function articles(): Promise<readonly Article[]> {
  const response = await sendAs('the page')('/articles?limit=12', { headers: {}, cache: 'no-cache' });
  const page: { articles: readonly Article[] } = await response.json();
  return page.articles;
}

async function makeLoadOf(button: HTMLButtonElement): Promise<void> {
  const status = find('#load-status', HTMLElement);
  button.disabled = true;
  status.textContent = 'Visitors are reading.';
  try {
    status.textContent = `Done: ${await makeLoad(await articles())} pages were read.`;
  } finally {
    button.disabled = false;
  }
}

async function start(): Promise<void> {
  connectTabs();
  find('#desks', HTMLElement).append(...desks.map(({ node }) => node));
  const log = new Log(EDITORS);
  const dashboard = new Dashboard();
  const events = new EventSource('/events');
  events.addEventListener('past', ({ data }) => dashboard.add(JSON.parse(data)));
  events.addEventListener('message', ({ data }) => {
    const line: RequestLine = JSON.parse(data);
    log.add(line);
    dashboard.add(line);
  });
  const load = find('#load', HTMLButtonElement);
  load.addEventListener('click', () => void makeLoadOf(load));
  chosen.addEventListener('change', startAgain);
  isProtected.addEventListener('change', startAgain);
  startAgain();
  chosen.append(...(await articles()).map(({ slug, title }) => element('option', { value: slug }, title)));
}

void start();
