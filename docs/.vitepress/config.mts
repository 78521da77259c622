import { defineConfig } from 'vitepress';
import { ENTRIES, linkNames } from './exported-names.mjs';
import { inBothSchemes } from './pictures.mjs';

/** The anchor that GitHub gives a heading, so that links work in both places. */
function anchorOf(heading: string): string {
  return heading
    .replaceAll(/[`*]/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** The files of the repository that have a page of their own, made by make-pages.mjs. */
const MADE_PAGES = new Map([
  ['README.md', '/start/'],
  ['bench/README.md', '/benchmark/'],
]);

/** Whether a link leads to a file of the repository that is no page of the site. */
function isOutside(href: string): boolean {
  return /^(?:\.\.\/)+(?:test|samples|bench|src|README|CONTRIBUTING|SECURITY|CHANGELOG)/.test(href);
}

export default defineConfig({
  title: 'routing-controllers-etag',
  description: 'HTTP conditional requests for TypeScript controllers',
  cleanUrls: true,
  vite: { build: { chunkSizeWarningLimit: 2000 } },
  markdown: {
    anchor: { slugify: anchorOf },
    languageAlias: { promql: 'sql', vcl: 'c' },
    config(markdown) {
      markdown.core.ruler.before('normalize', 'pictures', (state) => {
        state.src = inBothSchemes(state.src);
      });
      markdown.core.ruler.push('names', linkNames);
      // Files outside of the site are shown by their names alone: the site does not know the repository's address.
      markdown.core.ruler.push('outside', ({ tokens }) => {
        for (const { children } of tokens) {
          let inside = true;
          for (const token of children ?? []) {
            if (token.type === 'link_open') {
              const href = token.attrGet('href') ?? '';
              const page = MADE_PAGES.get(href.replace(/^(?:\.\.\/)+/, ''));
              if (page !== undefined) token.attrSet('href', page);
              inside = page !== undefined || !isOutside(href);
            }
            if (inside || !token.type.startsWith('link_')) continue;
            token.tag = 'span';
            token.attrs = null;
            token.type = 'span';
          }
        }
      });
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: { level: [2, 3] },
    nav: [
      { text: 'Start', link: '/start/' },
      { text: 'Recipes', link: '/recipes' },
      { text: 'Reference', link: '/reference' },
    ],
    sidebar: [
      { text: 'Start', items: [{ text: 'Start', link: '/start/' }] },
      {
        text: 'Guide',
        items: [
          { text: 'How it works', link: '/how-it-works' },
          {
            text: 'Reading',
            items: [
              { text: 'Shallow or deep', link: '/shallow-etag' },
              { text: 'Collections', link: '/collections' },
              { text: 'Ranges', link: '/ranges' },
            ],
          },
          {
            text: 'Writing',
            items: [
              { text: 'Turns and versions', link: '/versions-and-guards' },
              { text: 'More about writes', link: '/writes' },
              { text: 'Transactions', link: '/transactions' },
              { text: 'Object mappers', link: '/mappers' },
            ],
          },
          {
            text: 'Caching',
            items: [
              { text: 'Cache-Control', link: '/how-it-works#cache-control-by-default' },
              { text: 'Shared caches', link: '/shared-caches' },
            ],
          },
          {
            text: 'Around it',
            items: [
              { text: 'Observability', link: '/observability' },
              { text: 'Clients', link: '/clients' },
              { text: 'A client for fetch', link: '/client' },
              { text: 'Proxies and CDNs', link: '/proxies' },
              { text: 'On Express', link: '/express' },
            ],
          },
        ],
      },
      {
        text: 'Coming from',
        items: [
          { text: 'Spring', link: '/from-spring' },
          { text: 'koa-etag', link: '/from-koa-etag' },
          { text: 'Express', link: '/from-express' },
        ],
      },
      {
        text: 'Help',
        items: [
          { text: 'Recipes', link: '/recipes' },
          { text: 'Troubleshooting', link: '/troubleshooting' },
        ],
      },
      {
        text: 'Reference',
        items: [
          { text: 'All names', link: '/reference' },
          { text: 'routing-controllers-etag', link: '/api/index/' },
          ...ENTRIES.slice(1).map((entry) => ({ text: `…/${entry}`, link: `/api/${entry}/` })),
          { text: 'Supported versions', link: '/support' },
        ],
      },
      {
        text: 'Evidence',
        items: [
          { text: 'RFC coverage', link: '/rfc-coverage' },
          { text: 'Conformance', link: '/conformance' },
          { text: 'Benchmark', link: '/benchmark/' },
        ],
      },
    ],
  },
});
