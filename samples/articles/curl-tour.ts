import type { Article } from './article';
import { EDITOR_TOKEN } from './controller-options';
import { header, ifMatch, ifNoneMatch, json, step } from './curl';

/** What the tour starts from. */
export interface TourStart {
  /** The server, as `http://127.0.0.1:3000`. */
  readonly url: string;
  readonly article: Article;
  /** The tag of the collection. */
  readonly collection: string;
  /** A name that no article has. */
  readonly free: string;
}

/** Commands to try in this order, as lines for a terminal; the comment before each tells the status it will get. */
export function curlTour({ url, article, collection, free }: TourStart): string {
  const list = `'${url}/articles?limit=2'`;
  const one = `${url}/articles/${article.slug}`;
  const mine = `${url}/articles/${free}`;
  const token = header(`Authorization: Bearer ${EDITOR_TOKEN}`);
  const later = new Date(article.updatedAt.getTime() + 1000).toUTCString();
  return [
    step(200, 'a list; its ETag is the version of all articles', list),
    step(304, 'to a client that has that version', list, ifNoneMatch(collection)),
    step(200, 'an article', one),
    step(304, 'to a client that has it: its text was not even read', one, ifNoneMatch(article.tag)),
    step(200, 'the text alone, with a date instead of a tag', `${one}/text`),
    step(304, 'not modified since', `${one}/text`, `-z '${later}'`),
    step(200, 'the feed, which caches may keep for a minute', `${url}/feed.json`),
    step(304, 'checkNotModified() has ended the action', `${url}/feed.json`, ifNoneMatch(collection)),
    step(304, 'a plain route', `${url}/authors`, ifNoneMatch(collection)),
    step(304, 'conditionalGet() in front of a plain route', `${url}/topics`, ifNoneMatch(collection)),

    step(401, 'the notes are for editors: a tag reveals nothing', `${one}/notes`, ifNoneMatch(article.tag)),
    step(200, 'with the token; Cache-Control is private', `${one}/notes`, token),
    step(304, 'the same, unchanged', `${one}/notes`, token, ifNoneMatch(article.tag)),

    step(428, 'a change must say which version it is made to', patch(one)),
    step(200, 'it does, and gets the ETag of the new version', patch(one), ifMatch(article.tag)),
    step(412, 'the same once more: that version is gone', patch(one), ifMatch(article.tag)),
    step(200, 'the list has a new ETag', list, ifNoneMatch(collection)),

    step(400, 'bad input is explained', `-X PUT ${mine}`, json({ title: '' }), header('If-None-Match: *')),
    step(201, 'created, as there is no such article', put(mine), header('If-None-Match: *')),
    step(412, 'not created: now there is one', put(mine), header('If-None-Match: *')),
    step(204, 'deleted, whichever version it is', `-X DELETE ${mine}`, header('If-Match: *')),
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
