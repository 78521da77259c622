import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';

const FLAGS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** A headless browser with a profile, and so a cache, of its own. */
export class Browser {
  #context: BrowserContext | undefined;
  readonly #profile = mkdtempSync(join(tmpdir(), 'browser-'));

  constructor(readonly program: string) {}

  async start(): Promise<void> {
    this.#context = await chromium.launchPersistentContext(this.#profile, {
      executablePath: this.program,
      args: FLAGS,
      headless: true,
    });
  }

  async stop(): Promise<void> {
    await this.#context?.close();
    rmSync(this.#profile, { recursive: true, force: true });
  }

  async open(): Promise<ObservedPage> {
    if (this.#context === undefined) throw new Error('the browser has not been started');
    const page = await this.#context.newPage();
    const devtools = await this.#context.newCDPSession(page);
    const observed = new ObservedPage(page);
    devtools.on('Network.requestWillBeSent', ({ requestId, request }) => observed.asks(requestId, request));
    devtools.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
      observed.receives(requestId, String(statusCode));
    });
    devtools.on('Network.responseReceived', ({ requestId, hasExtraInfo }) => {
      if (!hasExtraInfo) observed.receives(requestId, 'from the cache');
    });
    await devtools.send('Network.enable');
    return observed;
  }
}

/** A page, and what went over the wire for it: the page itself sees a 200 where the browser was told 304. */
export class ObservedPage {
  readonly #requests = new Map<string, string>();
  readonly #unanswered = new Set<string>();
  #answer: () => void = () => {};
  #log: string[] = [];

  constructor(readonly page: Page) {}

  asks(id: string, { method, url }: { readonly method: string; readonly url: string }): void {
    const { pathname } = new URL(url);
    if (pathname === '/favicon.ico') return;
    this.#requests.set(id, `${method} ${pathname}`);
    this.#unanswered.add(id);
  }

  receives(id: string, what: string): void {
    const request = this.#requests.get(id);
    if (request === undefined) return;
    this.#log.push(`${request} ${what}`);
    this.#unanswered.delete(id);
    this.#answer();
  }

  /** What was asked and answered since the last call, as `GET /styles.css 304`; without the icon of the site. */
  async takeLog(): Promise<string[]> {
    while (this.#unanswered.size > 0) {
      await new Promise<void>((resolve) => {
        this.#answer = resolve;
      });
    }
    const log = this.#log;
    this.#log = [];
    return log;
  }

  /** The text of the page. */
  async text(): Promise<string> {
    return (await this.page.textContent('body'))?.trim() ?? '';
  }
}
