import type { Purge } from './purger';

/** Where Varnish is. */
export interface PurgeVarnishOptions {
  /** The address of Varnish, or of several, such as `http://varnish:6081/`. */
  readonly url: string | readonly string[];
  /** Fields to send with each request, such as a secret that its configuration compares. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** How long the field of one request may be. Varnish takes a line of 8 KB, with its name. */
const LONGEST = 4_000;

/**
 * Purges Varnish by the method of its module xkey: a request `PURGE` with the tags in the field `xkey`. Varnish's configuration must
 * answer it by `xkey.purge(req.http.xkey)`: docs/shared-caches.md shows one.
 *
 * @throws TypeError for what is no URL of HTTP
 * @see https://github.com/varnish/varnish-modules/blob/master/src/vmod_xkey.vcc
 * @example
 * ```ts
 * import { conditionalRequests } from 'routing-controllers-etag';
 * import { purgeVarnish, varnish } from 'routing-controllers-etag/cdn';
 *
 * const purge = purgeVarnish({ url: 'http://varnish:6081/' });
 * const middleware = conditionalRequests({ sharedCache: { tags: varnish, purge } });
 * ```
 */
export function purgeVarnish({ url, headers = {} }: PurgeVarnishOptions): Purge {
  const urls = [url].flat().map(requireUrl);
  if (urls.length === 0) throw new TypeError('purgeVarnish: there is no URL: give it one, or several');
  return async (tags, signal) => {
    const requests = urls.flatMap((each) =>
      fieldsOf(tags).map((xkey) => purgeRequest(each, { ...headers, xkey }, signal)),
    );
    await Promise.all(requests);
  };
}

async function purgeRequest(url: URL, headers: Record<string, string>, signal: AbortSignal): Promise<void> {
  const response = await fetch(url, { method: 'PURGE', headers, signal });
  await response.arrayBuffer();
  if (!response.ok) throw new Error(`Varnish at ${url.host} answered PURGE with ${response.status}`);
}

/** The tags in as few fields as their length allows. */
function fieldsOf(tags: readonly string[]): string[] {
  const fields: string[] = [];
  let field = '';
  for (const tag of tags) {
    if (field !== '' && field.length + tag.length >= LONGEST) {
      fields.push(field);
      field = '';
    }
    field += field === '' ? tag : ` ${tag}`;
  }
  return [...fields, field];
}

function requireUrl(url: string): URL {
  if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
    throw new TypeError(`purgeVarnish: ${JSON.stringify(url)} is no URL, such as http://varnish:6081/`);
  }
  return new URL(url);
}
