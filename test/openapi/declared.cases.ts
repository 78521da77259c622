import 'reflect-metadata';
import { Get, JsonController, Method, Param, Patch, Post, Put, QueryParam, Redirect } from 'routing-controllers';
import {
  CacheControl,
  ETag,
  ETagFromResult,
  LastModified,
  LastModifiedFromResult,
  PreconditionRequired,
  Touches,
  WebReq,
  type WebRequest,
} from 'routing-controllers-etag';

const tag = (): string => 'v1';
const date = (): number => 0;

/** Each action declares one combination. */
@JsonController('/kinds')
export class KindsController {
  @Get('/tag') @ETag(tag) tag() {}
  @Get('/tag-and-date') @ETag(tag) @LastModified(date) both() {}
  @Get('/tag-of-result') @ETagFromResult(tag) tagOfResult() {}
  @Get('/date-of-result') @LastModifiedFromResult(date) dateOfResult() {}
  @Get('/web') web(@WebReq() _web: WebRequest) {}
  @Get('/cached') @CacheControl({ maxAge: 60 }) cached() {}
  @Get('/redirection') @ETag(tag) @Redirect('/elsewhere') redirection() {}
  @Get('/required') @ETag(tag) @PreconditionRequired() required() {}

  @Put('/tag') @ETag(tag) putTag() {}
  @Put('/date') @LastModified(date) putDate() {}
  @Put('/tag-and-date') @ETag(tag) @LastModified(date) putBoth() {}
  @Put('/required-tag') @ETag(tag) @PreconditionRequired() putRequiredTag() {}
  @Put('/required-date') @LastModified(date) @PreconditionRequired() putRequiredDate() {}
  @Put('/required-tag-and-date') @ETag(tag) @LastModified(date) @PreconditionRequired() putRequiredBoth() {}
  @Put('/web') putWeb(@WebReq() _web: WebRequest) {}
  @Put('/unguarded') @ETag(tag, { guard: false }) putUnguarded() {}
  @Put('/tag-of-result') @ETagFromResult(tag) putTagOfResult() {}
  @Put('/date-of-result') @LastModifiedFromResult(date) putDateOfResult() {}
  @Put('/cached') @CacheControl({ maxAge: 60 }) putCached() {}
  @Put('/query') @ETag((_ifMatch: string) => 'v1') putQuery(@QueryParam('If-Match') _ifMatch: string) {}
  @Patch('/tag') @ETag(tag) patchTag() {}
  @Post('/touches') @Touches(() => 'x') postTouches() {}
  @Method('options' as never, '/tag') @ETag(tag) optionsTag() {}
  @Get('/of/:id') @ETag((id: string) => id) ofId(@Param('id') _id: string) {}
}

export interface DeclaredCase {
  readonly rule: string;
  readonly operation: readonly [method: string, path: string];
  readonly parameters?: readonly string[];
  readonly headers?: readonly string[];
  readonly responses?: readonly number[];
}

/** What each action's operation has, by the names of components. */
export const declaredCases: readonly DeclaredCase[] = [
  {
    rule: 'a tag',
    operation: ['get', '/tag'],
    parameters: ['IfNoneMatch'],
    headers: ['CacheControl', 'ETag'],
    responses: [304],
  },
  {
    rule: 'a tag and a date',
    operation: ['get', '/tag-and-date'],
    parameters: ['IfModifiedSince', 'IfNoneMatch'],
    headers: ['CacheControl', 'ETag', 'LastModified'],
    responses: [304],
  },
  {
    rule: 'a tag of the result',
    operation: ['get', '/tag-of-result'],
    parameters: ['IfNoneMatch'],
    headers: ['CacheControl', 'ETag'],
    responses: [304],
  },
  {
    rule: 'a date of the result',
    operation: ['get', '/date-of-result'],
    parameters: ['IfModifiedSince'],
    headers: ['CacheControl', 'LastModified'],
    responses: [304],
  },
  {
    rule: 'an action that evaluates itself is taken for one with a tag',
    operation: ['get', '/web'],
    parameters: ['IfNoneMatch'],
    headers: ['CacheControl', 'ETag'],
    responses: [304],
  },
  { rule: 'caching alone', operation: ['get', '/cached'], headers: ['CacheControl'] },
  { rule: 'a redirection, for which preconditions do not count', operation: ['get', '/redirection'] },
  {
    rule: '@PreconditionRequired is for writes',
    operation: ['get', '/required'],
    parameters: ['IfNoneMatch'],
    headers: ['CacheControl', 'ETag'],
    responses: [304],
  },
  {
    rule: 'a parameter of the path stays',
    operation: ['get', '/of/{id}'],
    parameters: ['IfNoneMatch', 'id'],
    headers: ['CacheControl', 'ETag'],
    responses: [304],
  },
  {
    rule: 'a tag',
    operation: ['put', '/tag'],
    parameters: ['IfMatch', 'IfNoneMatchOfWrite'],
    responses: [412, 503],
  },
  {
    rule: 'a tag',
    operation: ['patch', '/tag'],
    parameters: ['IfMatch', 'IfNoneMatchOfWrite'],
    responses: [412, 503],
  },
  { rule: 'a date', operation: ['put', '/date'], parameters: ['IfUnmodifiedSince'], responses: [412, 503] },
  {
    rule: 'a tag and a date',
    operation: ['put', '/tag-and-date'],
    parameters: ['IfMatch', 'IfNoneMatchOfWrite', 'IfUnmodifiedSince'],
    responses: [412, 503],
  },
  {
    rule: 'a tag that is required',
    operation: ['put', '/required-tag'],
    parameters: ['RequiredIfMatch'],
    responses: [412, 428, 503],
  },
  {
    rule: 'a date that is required',
    operation: ['put', '/required-date'],
    parameters: ['RequiredIfUnmodifiedSince'],
    responses: [412, 428, 503],
  },
  {
    rule: 'a tag that is required, and a date beside it',
    operation: ['put', '/required-tag-and-date'],
    parameters: ['IfUnmodifiedSince', 'RequiredIfMatch'],
    responses: [412, 428, 503],
  },
  {
    rule: 'an action that evaluates itself may publish a tag',
    operation: ['put', '/web'],
    parameters: ['IfMatch', 'IfNoneMatchOfWrite'],
    headers: ['ETag'],
    responses: [412, 503],
  },
  {
    rule: 'no turn, and so no waiting for it',
    operation: ['put', '/unguarded'],
    parameters: ['IfMatch', 'IfNoneMatchOfWrite'],
    responses: [412],
  },
  { rule: 'the tag of the new version', operation: ['put', '/tag-of-result'], headers: ['ETag'] },
  { rule: 'the date of the new version', operation: ['put', '/date-of-result'], headers: ['LastModified'] },
  { rule: 'caching', operation: ['put', '/cached'], headers: ['CacheControl'] },
  {
    rule: 'a parameter of the query that has the name of a field',
    operation: ['put', '/query'],
    parameters: ['If-Match', 'IfMatch', 'IfNoneMatchOfWrite'],
    responses: [412, 503],
  },
  { rule: 'names that may be away', operation: ['post', '/touches'], responses: [503] },
  { rule: 'a method for which preconditions mean nothing', operation: ['options', '/tag'] },
];
