import type { TagField } from './tag-field';

/** Visible ASCII without commas. */
const WITHOUT_COMMA = /^[!-+\--~]+$/;

/**
 * `Cache-Tag` of Cloudflare, which takes it off before the response reaches visitors.
 *
 * @see https://developers.cloudflare.com/cache/how-to/purge-cache/purge-by-tags/
 */
export const cloudflare: TagField = {
  field: 'Cache-Tag',
  separator: ',',
  limits: { tags: 1_000, length: 1_024, bytes: 16_384, pattern: WITHOUT_COMMA },
};

/**
 * `Surrogate-Key` of Fastly, which takes it off before the response reaches visitors.
 *
 * @see https://www.fastly.com/documentation/reference/http/http-headers/Surrogate-Key/
 */
export const fastly: TagField = {
  field: 'Surrogate-Key',
  separator: ' ',
  limits: { length: 1_024, bytes: 16_384 },
};

/**
 * The field that the `CacheTagConfig` of a CloudFront distribution names; write `{ ...cloudFront, field: 'Cache-Tag' }` for another
 * name. CloudFront compares tags without regard to case.
 *
 * @see https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/invalidation-specifying-tags.html
 */
export const cloudFront: TagField = {
  field: 'x-amz-meta-cache-tag',
  separator: ',',
  limits: { tags: 50, length: 256, pattern: WITHOUT_COMMA },
};

/**
 * `Edge-Cache-Tag` of Akamai, which takes it off before the response reaches visitors. A tag holds no colon.
 *
 * @see https://techdocs.akamai.com/purge-cache/docs/purge-content-cache-tag
 */
export const akamai: TagField = {
  field: 'Edge-Cache-Tag',
  separator: ',',
  limits: { tags: 128, length: 128, bytes: 8_192, pattern: /^[A-Za-z0-9!#$%&'+./^_`|~-]+$/ },
};

/**
 * `xkey` of Varnish with `varnish-modules`. Varnish takes a line of 8 KB, with its name, unless `http_resp_hdr_len` says otherwise.
 * Its configuration takes the field off before the response reaches visitors.
 *
 * @example
 * ```ts
 * import { conditionalRequests } from 'routing-controllers-etag';
 * import { varnish } from 'routing-controllers-etag/cdn';
 *
 * const middleware = conditionalRequests({ sharedCache: { tags: varnish } });
 * ```
 * @see https://github.com/varnish/varnish-modules/blob/master/src/vmod_xkey.vcc
 */
export const varnish: TagField = {
  field: 'xkey',
  separator: ' ',
  limits: { bytes: 8_000, pattern: WITHOUT_COMMA },
};
