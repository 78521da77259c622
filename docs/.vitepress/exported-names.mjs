/** Which page of the generated reference an exported name has. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';

const api = join(import.meta.dirname, '../api');

/** The entry points, as their folders in the reference are called. */
export const ENTRIES = ['index', 'koa', 'express', 'http', 'redis', 'cdn', 'client', 'openapi'];

/** What a program imports an entry point from. */
export function importPath(entry) {
  return entry === 'index' ? 'routing-controllers-etag' : `routing-controllers-etag/${entry}`;
}

/** The page of a name that an entry point exports, or else of the first entry point that exports it. */
function pageOf(name, entry) {
  return [entry, ...ENTRIES].map((each) => pages.get(`${each} ${name}`)).find((page) => page !== undefined);
}

const pages = new Map(
  ENTRIES.flatMap((entry) =>
    readdirSync(join(api, entry), { withFileTypes: true })
      .filter((kind) => kind.isDirectory())
      .flatMap((kind) =>
        readdirSync(join(api, entry, kind.name)).map((file) => {
          const name = file.replace(/\.md$/, '');
          return [`${entry} ${name}`, `/api/${entry}/${kind.name}/${name}`];
        }),
      ),
  ),
);

/** Names of decorators that are, without the `@`, names of fields. */
const FIELDS = ['ETag', 'Expires', 'Vary'];

/** A rule of markdown-it: in docs/reference.md each exported name leads to its page. A heading tells the entry point. */
export function linkNames({ tokens, env, Token }) {
  if (env.relativePath !== 'reference.md') return;
  let entry = 'index';
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'inline') continue;
    if (tokens[index - 1]?.type === 'heading_open') {
      entry = ENTRIES.find((each) => token.content.startsWith(`\`${importPath(each)}\``)) ?? entry;
      continue;
    }
    token.children = withLinks(token.children, entry, Token);
  }
}

function withLinks(children, entry, Token) {
  let inLink = false;
  return children.flatMap((child) => {
    if (child.type === 'link_open') inLink = true;
    if (child.type === 'link_close') inLink = false;
    const [, name] = /^@?(\w+)/.exec(child.content) ?? [];
    const page =
      child.type === 'code_inline' && !inLink && !FIELDS.includes(child.content) ? pageOf(name, entry) : undefined;
    if (page === undefined) return [child];
    const open = new Token('link_open', 'a', 1);
    open.attrSet('href', page);
    return [open, child, new Token('link_close', 'a', -1)];
  });
}
