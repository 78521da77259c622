import type { Purge } from './purger';

/**
 * Options of {@link purgeVarnish}.
 *
 * @example
 * ```ts
 * import { type PurgeVarnishOptions, purgeVarnish } from 'routing-controllers-etag/cdn';
 *
 * const options: PurgeVarnishOptions = {
 *   url: ['http://varnish-1:6081/', 'http://varnish-2:6081/'],
 *   headers: { 'X-Purge-Secret': `${process.env.PURGE_SECRET}` },
 * };
 * const purge = purgeVarnish(options);
 * ```
 */
export interface PurgeVarnishOptions {
  /** The URL of Varnish, such as `http://varnish:6081/`, or a list of URLs. */
  readonly url: string | readonly string[];
  /** Request fields to send, such as a secret that the configuration of Varnish compares. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** The longest field of a request, in bytes. Varnish accepts a line of 8 KB, including the field's name. */
const LONGEST = 4_000;

/**
 * Makes a `purge` for Varnish with its module xkey. It sends a `PURGE` request with the tags in the field `xkey`. The
 * configuration of Varnish has to call `xkey.purge(req.http.xkey)` for it, as in docs/shared-caches.md.
 *
 * @param options - the URL of Varnish, and more request fields
 * @returns the function for the option `purge`. It fails if a Varnish cannot be reached or refuses the request
 * @throws TypeError for a `url` that is not an HTTP URL
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
  if (urls.length === 0) throw new TypeError('purgeVarnish: the list of URLs is empty');
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

/** Spreads the tags over as few fields as possible. */
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
    throw new TypeError(`purgeVarnish: ${JSON.stringify(url)} is not an HTTP URL, such as http://varnish:6081/`);
  }
  return new URL(url);
}
