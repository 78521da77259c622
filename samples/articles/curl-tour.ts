import type { Article } from './article';
import { EDITOR_TOKEN } from './controller-options';
import { header, ifMatch, ifNoneMatch, json, step } from './curl';

/** The state from which the tour starts. */
export interface TourStart {
  /** The URL of the server, such as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly article: Article;
  /** The tag of the collection. */
  readonly collection: string;
  /** The name of no article yet. */
  readonly free: string;
}

/** Commands for a terminal, to try in this order. The comment before each states the status of its response. */
export function curlTour({ url, article, collection, free }: TourStart): string {
  const list = `'${url}/articles?limit=2'`;
  const one = `${url}/articles/${article.slug}`;
  const mine = `${url}/articles/${free}`;
  const token = header(`Authorization: Bearer ${EDITOR_TOKEN}`);
  const later = new Date(article.updatedAt.getTime() + 1000).toUTCString();
  return [
    step(200, 'a list; its ETag is the version of all articles', list),
    step(304, 'for a client that has this version', list, ifNoneMatch(collection)),
    step(200, 'an article', one),
    step(304, 'for a client that has it; the text was not even read', one, ifNoneMatch(article.tag)),
    step(200, 'only the text, with a date instead of a tag', `${one}/text`),
    step(304, 'not modified since', `${one}/text`, `-z '${later}'`),
    step(200, 'the feed, which caches may keep for a minute', `${url}/feed.json`),
    step(304, 'checkNotModified() has ended the action', `${url}/feed.json`, ifNoneMatch(collection)),
    step(304, 'a plain route', `${url}/authors`, ifNoneMatch(collection)),
    step(304, 'conditionalGet() in front of a plain route', `${url}/topics`, ifNoneMatch(collection)),

    step(401, 'the notes are for editors; a tag reveals nothing', `${one}/notes`, ifNoneMatch(article.tag)),
    step(200, 'with the token; Cache-Control is private', `${one}/notes`, token),
    step(304, 'the same, unchanged', `${one}/notes`, token, ifNoneMatch(article.tag)),

    step(428, 'a change must state which version it changes', patch(one)),
    step(200, 'it does, and receives the ETag of the new version', patch(one), ifMatch(article.tag)),
    step(412, 'the same again; that version is outdated', patch(one), ifMatch(article.tag)),
    step(200, 'the list has a new ETag', list, ifNoneMatch(collection)),

    step(400, 'bad input is explained', `-X PUT ${mine}`, json({ title: '' }), header('If-None-Match: *')),
    step(201, 'created, because there was no such article', put(mine), header('If-None-Match: *')),
    step(412, 'not created, because there is one now', put(mine), header('If-None-Match: *')),
    step(204, 'deleted, whatever its version', `-X DELETE ${mine}`, header('If-Match: *')),
    step(404, 'gone', mine),
  ].join('\n\n');
}

function patch(url: string): string {
  return `-X PATCH ${url} ${json({ topics: ['demo'] })}`;
}

function put(url: string): string {
  const article = { title: 'Mine', author: 'Me', topics: ['demo'], summary: 'A first try.', body: 'It works.' };
  return `-X PUT ${url} ${json(article)}`;
}
