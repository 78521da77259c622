export type { Fetch, RequestSettings } from './fetch';
export { LostAnswerError } from './lost-answer-error';
export { MissingTagError } from './missing-tag-error';
export { PreconditionFailedError } from './precondition-failed-error';
export { type Resource, type ResourceOptions, resource } from './resource';
export { ResponseError } from './response-error';
export type { ReadOptions, Snapshot, WriteOptions } from './snapshot';
export type { Change, UpdateOptions } from './update';
