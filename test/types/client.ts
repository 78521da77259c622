/** Compiled, never run: what the client accepts, and what it refuses. */
import ky from 'ky';
import {
  type Fetch,
  LostAnswerError,
  PreconditionFailedError,
  type Resource,
  resource,
  type Snapshot,
} from 'routing-controllers-etag/client';

interface Article {
  readonly title: string;
  readonly body: string;
}

export async function allowed(): Promise<void> {
  const articles: Resource<Article> = resource<Article>('/articles/7', { fetch: ky });
  resource<Article>(new URL('http://localhost/articles/7'), { fetch });
  resource<Article>('/articles/7', { fetch: undefined, patchType: undefined });

  const article: Snapshot<Article> = await articles.read({ signal: AbortSignal.timeout(1000) });
  const tag: string | undefined = article.etag;
  const saved: Snapshot<Article> = await article.save({ title: tag ?? '', body: '' }, { force: true });
  await saved.patch({ title: 'Mine' });
  await articles.update((value) => (value.title === '' ? undefined : { ...value, title: '' }), { attempts: 3 });
  await articles.update(async (value) => value);

  const merged = resource<Article, { title?: string | null }>('/articles/7');
  await (await merged.read()).patch({ title: null });
}

export async function refused(articles: Resource<Article>): Promise<void> {
  const article = await articles.read();
  // @ts-expect-error: a value is saved as a whole
  await article.save({ title: 'Mine' });
  // @ts-expect-error: there is no such property
  await article.patch({ titel: 'Mine' });
  // @ts-expect-error: a snapshot does not change
  article.value = { title: 'Mine', body: '' };
  // @ts-expect-error: a change that gives nothing back is a mistake
  await articles.update(({ title }) => console.log(title));
  // @ts-expect-error: an update never overwrites by force
  await articles.update((value) => value, { force: true });
  const ofRequests = async (request: Request): Promise<Response> => fetch(request);
  // @ts-expect-error: a function that takes a Request needs one
  const wrong: Fetch = ofRequests;
  const right: Fetch = (url, settings) => ofRequests(new Request(url, settings));
  resource<Article>('/articles/7', { fetch: right ?? wrong });
}

export async function caught(error: unknown): Promise<void> {
  if (error instanceof PreconditionFailedError) {
    const response: Response = error.response;
    const maybeApplied: boolean = error.maybeApplied;
    console.log(response, maybeApplied);
  }
  if (error instanceof LostAnswerError) await error.retry?.();
}
