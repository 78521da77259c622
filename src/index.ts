export type {
  ActionDecorator,
  ClassOrActionDecorator,
  PlainActionDecorator,
  ResultDecorator,
} from './controllers/action-decorator';
export type { DateSource, ETagOptions, TagSource } from './controllers/action-plan';
export { CacheControl } from './controllers/cache-control';
export { PreconditionFailedError, PreconditionRequiredError, WriteUnavailableError } from './controllers/errors';
export { ETag, ETagFromResult } from './controllers/etag';
export { ETagContext } from './controllers/etag-context';
export { Expires } from './controllers/expires';
export { LastModified, LastModifiedFromResult } from './controllers/last-modified';
export { optimisticLock } from './controllers/optimistic-lock';
export { PreconditionRequired } from './controllers/precondition-required';
export { ShallowEtag, type ShallowEtagInterceptor } from './controllers/shallow-etag';
export { Touches } from './controllers/touches';
export { Vary } from './controllers/vary';
export { type Names, type VersionGenerator, versionOf } from './controllers/version-of';
export { WebReq } from './controllers/web-req';
export type { CacheControlDirectives } from './http/cache-control';
export { type EntityTag, type EntityTagList, entityTag } from './http/entity-tag';
export type { Outcome } from './http/preconditions';
export type { ShallowEtagOptions } from './koa/body-tag';
export { useGuard, useVersions, versions } from './koa/services';
export { type Guard, GuardUnavailableError } from './stores/guard';
export { InProcessGuard } from './stores/in-process-guard';
export { MemoryVersions, type MemoryVersionsOptions } from './stores/memory-versions';
export type { Mark, VersionStore } from './stores/version-store';
export type { Awaitable } from './web/awaitable';
export { type ValidatorSources, WebRequest } from './web/web-request';
