import { defineConfig } from 'vitepress';

/** The anchor that GitHub gives a heading, so that links work in both places. */
function anchorOf(heading: string): string {
  return heading
    .replaceAll(/[`*]/g, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** Whether a link leads to a file of the repository that is no page of the site. */
function isOutside(href: string): boolean {
  return /^(?:\.\.\/)+(?:test|samples|bench|src|README|CONTRIBUTING|SECURITY|CHANGELOG)/.test(href);
}

const api = (entry: string) => `/api/${entry}/`;

export default defineConfig({
  title: 'routing-controllers-etag',
  description: 'HTTP conditional requests for TypeScript controllers',
  cleanUrls: true,
  markdown: {
    anchor: { slugify: anchorOf },
    config(markdown) {
      // Files outside of the site are shown by their names alone: the site does not know the repository's address.
      markdown.core.ruler.push('outside', ({ tokens }) => {
        for (const { children } of tokens) {
          let inside = true;
          for (const token of children ?? []) {
            if (token.type === 'link_open') inside = !isOutside(token.attrGet('href') ?? '');
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
          { text: 'Reading: shallow or deep', link: '/shallow-etag' },
          { text: 'Writing: versions and turns', link: '/versions-and-guards' },
          { text: 'Writing: to the end', link: '/writes' },
          { text: 'Transactions', link: '/transactions' },
          { text: 'Object mappers', link: '/mappers' },
          { text: 'Collections', link: '/collections' },
          { text: 'On Express', link: '/express' },
          { text: 'Observability', link: '/observability' },
          { text: 'Troubleshooting', link: '/troubleshooting' },
          { text: 'Clients', link: '/clients' },
          { text: 'A client for fetch', link: '/client' },
          { text: 'Proxies and CDNs', link: '/proxies' },
          { text: 'Shared caches', link: '/shared-caches' },
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
      { text: 'Recipes', items: [{ text: 'Recipes', link: '/recipes' }] },
      {
        text: 'Reference',
        items: [
          { text: 'All names', link: '/reference' },
          { text: 'routing-controllers-etag', link: api('index') },
          ...['koa', 'express', 'http', 'redis', 'cdn', 'client', 'openapi'].map((entry) => ({
            text: `…/${entry}`,
            link: api(entry),
          })),
          { text: 'Supported versions', link: '/support' },
        ],
      },
      {
        text: 'Evidence',
        items: [
          { text: 'RFC coverage', link: '/rfc-coverage' },
          { text: 'Conformance', link: '/conformance' },
        ],
      },
    ],
  },
});
