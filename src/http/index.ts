export {
  type CacheControlDirectives,
  type CheckedCacheControl,
  formatCacheControl,
} from './cache-control';
export { type Conditions, type FieldLines, readConditions } from './conditions';
export { type EntityTag, entityTag, formatEntityTag, parseEntityTag, strongMatch, weakMatch } from './entity-tag';
export { type EntityTagList, parseEntityTagList } from './entity-tag-list';
export { formatHttpDate, parseHttpDate } from './http-date';
export {
  type MultipartByteranges,
  type MultipartRepresentation,
  multipartByteranges,
} from './multipart-byteranges';
export {
  type ConditionField,
  type Decision,
  evaluatePreconditions,
  type FailureReason,
  type Outcome,
  type Validators,
} from './preconditions';
export {
  type ByteRange,
  evaluateRange,
  formatContentRange,
  type RangeDecision,
  type RangedRepresentation,
  type RangeFields,
  type RangeOptions,
} from './ranges';
