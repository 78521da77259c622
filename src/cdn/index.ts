export type { PurgeEvent } from './purge-event';
export { purgeOnTouch } from './purge-on-touch';
export { type PurgeVarnishOptions, purgeVarnish } from './purge-varnish';
export type { Purge } from './purger';
export type { SharedCacheOptions } from './shared-cache-options';
export type { TagField, TagLimits } from './tag-field';
export { akamai, cloudFront, cloudflare, fastly, varnish } from './vendors';
