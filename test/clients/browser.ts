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
    devtools.on('Network.loadingFailed', ({ requestId, errorText }) => observed.fails(requestId, errorText));
    await devtools.send('Network.enable');
    return observed;
  }
}

/** A page, and what went over the wire for it: the page itself sees a 200 where the browser was told 304. */
export class ObservedPage {
  #asked = new Map<string, string>();
  /** The events come from two processes of the browser: an answer may be told before its request. */
  readonly #received = new Map<string, string>();
  #told: () => void = () => {};

  constructor(readonly page: Page) {}

  asks(id: string, { method, url }: { readonly method: string; readonly url: string }): void {
    const { pathname, protocol } = new URL(url);
    if (pathname === '/favicon.ico' || protocol === 'data:') return;
    this.#asked.set(id, `${method} ${pathname}`);
    this.#told();
  }

  receives(id: string, what: string): void {
    this.#received.set(id, what);
    this.#told();
  }

  /** The body of an answer that nobody reads is aborted: that is no failure. */
  fails(id: string, error: string): void {
    if (!this.#received.has(id)) this.receives(id, error);
  }

  /** What was asked and answered since the last call, as `GET /styles.css 304`; without the icon of the site. */
  async takeLog(): Promise<string[]> {
    while ([...this.#asked.keys()].some((id) => !this.#received.has(id))) {
      await new Promise<void>((resolve) => {
        this.#told = resolve;
      });
    }
    const log = [...this.#asked].map(([id, request]) => `${request} ${this.#received.get(id)}`);
    this.#asked = new Map();
    return log;
  }

  /** The text of the page. */
  async text(): Promise<string> {
    return (await this.page.textContent('body'))?.trim() ?? '';
  }
}
