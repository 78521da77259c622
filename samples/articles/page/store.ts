import { PreconditionFailedError, type Resource, resource, type Snapshot } from 'routing-controllers-etag/client';
import type { Article, Text } from './article';
import { sendAs } from './send-as';

/** An article that was read and can be saved. */
export interface Opened {
  readonly article: Article;
  readonly tag: string | undefined;
  /** @throws ConflictError if somebody else has changed the article since it was read */
  save(changes: Partial<Text>): Promise<Opened>;
}

/** Opens one article for an editor. */
export interface Store {
  open(): Promise<Opened>;
}

/** Somebody else has changed the article. */
export class ConflictError extends Error {
  constructor(readonly current: Opened) {
    super('Somebody else has changed the article');
  }
}

/** Saves with `If-Match`, using the library's client. */
export function protectedStore(who: string, slug: string): Store {
  const article: Resource<Article> = resource(`/articles/${slug}`, { fetch: sendAs(who) });
  const open = async () => opened(await article.read());
  const opened = (snapshot: Snapshot<Article>): Opened => ({
    article: snapshot.value,
    tag: snapshot.etag,
    async save(changes) {
      try {
        return opened(await snapshot.patch(changes));
      } catch (error) {
        throw error instanceof PreconditionFailedError ? new ConflictError(await open()) : error;
      }
    },
  });
  return { open };
}

/** Saves without a precondition, like an application without the library. */
export function unprotectedStore(who: string, slug: string): Store {
  const url = `/unprotected/${slug}`;
  const send = sendAs(who);
  const opened = async (response: Response): Promise<Opened> => {
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
    const article: Article = await response.json();
    return {
      article,
      tag: undefined,
      async save(changes) {
        const { title, author, topics, summary, body } = { ...article, ...changes };
        const headers = { 'Content-Type': 'application/json' };
        const content = JSON.stringify({ title, author, topics, summary, body });
        return opened(await send(url, { method: 'PUT', headers, body: content }));
      },
    };
  };
  return { open: async () => opened(await send(url, { method: 'GET', headers: {}, cache: 'no-cache' })) };
}
