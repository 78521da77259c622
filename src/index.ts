import './controllers/required-peer';

export type { ConditionalRequestsOptions } from './application/conditional-requests-options';
export type { TurnTrace, VersionsTrace } from './application/tracing';
export type { ShallowEtagOptions } from './body/body-tag';
export type { CdnDirectives } from './cdn/cdn-cache-control';
export type {
  ActionDecorator,
  ActionFunctionsDecorator,
  ClassOrActionDecorator,
  PlainActionDecorator,
  ResultDecorator,
} from './controllers/decorators/action-decorator';
export { CacheControl, type CacheControlOptions } from './controllers/decorators/cache-control';
export { CurrentVersion } from './controllers/decorators/current-version';
export { ETag, ETagFromResult, type ETagOptions } from './controllers/decorators/etag';
export { ETagContext, type ETagContextOptions } from './controllers/decorators/etag-context';
export { Expires } from './controllers/decorators/expires';
export { LastModified, LastModifiedFromResult } from './controllers/decorators/last-modified';
export { PreconditionRequired } from './controllers/decorators/precondition-required';
export { ShallowEtag, type ShallowEtagInterceptor } from './controllers/decorators/shallow-etag';
export { Touches, type TouchesOptions } from './controllers/decorators/touches';
export { Vary } from './controllers/decorators/vary';
export { type VersionGenerator, versionOf } from './controllers/decorators/version-of';
export { WebReq } from './controllers/decorators/web-req';
export { type ConditionalRequestsMiddleware, conditionalRequests } from './controllers/driver/conditional-requests';
export { PreconditionFailedError, PreconditionRequiredError, WriteUnavailableError } from './controllers/errors';
export { optimisticLock } from './controllers/optimistic-lock';
export type { Names } from './controllers/plan/names';
export type { DateSource, GuardKey, TagSource } from './controllers/plan/sources';
export { type Tagged, type TaggedOptions, tagged } from './controllers/tagged';
export type { CacheControlDirectives } from './http/cache-control';
export type { Conditions } from './http/conditions';
export { type EntityTag, entityTag } from './http/entity-tag';
export type { EntityTagList } from './http/entity-tag-list';
export type { ConditionField, Outcome } from './http/preconditions';
export type { Awaitable } from './stores/awaitable';
export type { StoreEvent } from './stores/events';
export { type Guard, GuardUnavailableError, type GuardUnavailableReason, type Turn } from './stores/guard';
export { InProcessGuard, type InProcessGuardOptions } from './stores/in-process-guard';
export { MemoryVersions, type MemoryVersionsOptions } from './stores/memory-versions';
export type { Mark, VersionStore } from './stores/version-store';
export type { CurrentValidators, EvaluationEvent, EvaluationReason } from './web/evaluation-event';
export { describeEvaluation } from './web/evaluation-sentence';
export { type TagValue, untagged, type ValidatorSources } from './web/validator-sources';
export { WebRequest } from './web/web-request';
