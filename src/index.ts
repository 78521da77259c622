export type {
  ActionDecorator,
  ClassOrActionDecorator,
  PlainActionDecorator,
  ResultDecorator,
} from './controllers/action-decorator';
export type { Awaitable, DateSource, ETagOptions, TagSource } from './controllers/action-plan';
export { CacheControl } from './controllers/cache-control';
export { PreconditionFailedError, PreconditionRequiredError } from './controllers/errors';
export { ETag, ETagFromResult } from './controllers/etag';
export { Expires } from './controllers/expires';
export { LastModified, LastModifiedFromResult } from './controllers/last-modified';
export { PreconditionRequired } from './controllers/precondition-required';
export { ShallowEtag, type ShallowEtagInterceptor } from './controllers/shallow-etag';
export { Vary } from './controllers/vary';
export { WebReq } from './controllers/web-req';
export type { CacheControlDirectives } from './http/cache-control';
export { type EntityTag, type EntityTagList, entityTag } from './http/entity-tag';
export type { Outcome } from './http/preconditions';
export type { ShallowEtagOptions } from './koa/body-tag';
export { type ValidatorSources, WebRequest } from './web/web-request';
