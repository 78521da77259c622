export type { EntityTag } from '../http/entity-tag';
export type { EntityTagList } from '../http/entity-tag-list';
export type { Outcome } from '../http/preconditions';
export { type ValidatorSources, WebRequest } from '../web/web-request';
export type { ShallowEtagOptions } from './body-tag';
export type { KoaContext } from './koa-exchange';
export { checkNotModified, conditionalGet, type KoaMiddleware, webRequest } from './middleware';
export { shallowEtag } from './shallow-etag';
