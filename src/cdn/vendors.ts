import type { TagField } from './tag-field';

/** Visible ASCII without commas. */
const WITHOUT_COMMA = /^[!-+\--~]+$/;

/**
 * `Cache-Tag` of Cloudflare. Cloudflare removes the field from the response.
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { conditionalRequests } from 'routing-controllers-etag';
 * import { cloudflare } from 'routing-controllers-etag/cdn';
 *
 * const app = new Koa();
 * app.use(conditionalRequests({ sharedCache: { tags: cloudflare } }));
 * ```
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/
 */
export const cloudflare: TagField = {
  field: 'Cache-Tag',
  separator: ',',
  limits: { tags: 1_000, length: 1_024, bytes: 16_384, pattern: WITHOUT_COMMA },
};

/**
 * `Surrogate-Key` of Fastly. Fastly removes the field from the response.
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { conditionalRequests } from 'routing-controllers-etag';
 * import { fastly } from 'routing-controllers-etag/cdn';
 *
 * const app = new Koa();
 * app.use(conditionalRequests({ sharedCache: { tags: fastly } }));
 * ```
 * @see https://www.fastly.com/documentation/reference/http/http-headers/Surrogate-Key/
 */
export const fastly: TagField = {
  field: 'Surrogate-Key',
  separator: ' ',
  limits: { length: 1_024, bytes: 16_384 },
};

/**
 * The tags of CloudFront, in `x-amz-meta-cache-tag`. If the `CacheTagConfig` of the distribution names another field,
 * write `{ ...cloudFront, field: 'Cache-Tag' }`. CloudFront ignores the case of tags.
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { conditionalRequests } from 'routing-controllers-etag';
 * import { cloudFront } from 'routing-controllers-etag/cdn';
 *
 * const app = new Koa();
 * app.use(conditionalRequests({ sharedCache: { tags: cloudFront } }));
 * ```
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-tags.html
 */
export const cloudFront: TagField = {
  field: 'x-amz-meta-cache-tag',
  separator: ',',
  limits: { tags: 50, length: 256, pattern: WITHOUT_COMMA },
};

/**
 * `Edge-Cache-Tag` of Akamai. Akamai removes the field from the response. A tag must not contain a colon.
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { conditionalRequests } from 'routing-controllers-etag';
 * import { akamai } from 'routing-controllers-etag/cdn';
 *
 * const app = new Koa();
 * app.use(conditionalRequests({ sharedCache: { tags: akamai } }));
 * ```
 * @see https://techdocs.akamai.com/purge-cache/docs/purge-content-cache-tag
 */
export const akamai: TagField = {
  field: 'Edge-Cache-Tag',
  separator: ',',
  limits: { tags: 128, length: 128, bytes: 8_192, pattern: /^[A-Za-z0-9!#$%&'+./^_`|~-]+$/ },
};

/**
 * `xkey` of Varnish with `varnish-modules`. Varnish accepts a line of 8 KB, including the field's name, unless
 * `http_resp_hdr_len` is changed. The configuration of docs/shared-caches.md removes the field from the response.
 *
 * @example
 * ```ts
 * import Koa from 'koa';
 * import { conditionalRequests } from 'routing-controllers-etag';
 * import { purgeVarnish, varnish } from 'routing-controllers-etag/cdn';
 *
 * const purge = purgeVarnish({ url: 'http://varnish:6081/' });
 * const app = new Koa();
 * app.use(conditionalRequests({ sharedCache: { tags: varnish, purge } }));
 * ```
 * @see https://github.com/varnish/varnish-modules/blob/master/src/vmod_xkey.vcc
 */
export const varnish: TagField = {
  field: 'xkey',
  separator: ' ',
  limits: { bytes: 8_000, pattern: WITHOUT_COMMA },
};
