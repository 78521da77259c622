import type { Json } from './openapi-document';

/** The components that are described once in a document, and to which the operations refer. */
export const COMPONENTS = {
  parameters: {
    IfNoneMatch: {
      in: 'header',
      name: 'If-None-Match',
      description: 'The ETag of the version that the client has; the answer is 304 while it is current',
      schema: { type: 'string' },
      example: '"v1"',
    },
    IfModifiedSince: {
      in: 'header',
      name: 'If-Modified-Since',
      description: 'The Last-Modified of the version that the client has; ignored if If-None-Match is sent',
      schema: { type: 'string' },
      example: 'Sun, 06 Nov 1994 08:49:37 GMT',
    },
    IfMatch: {
      in: 'header',
      name: 'If-Match',
      description: 'The ETag of the version that the request changes: refused with 412 if it is not the current one',
      schema: { type: 'string' },
      example: '"v1"',
    },
    RequiredIfMatch: {
      in: 'header',
      name: 'If-Match',
      required: true,
      description: 'The ETag of the version that the request changes: refused with 412 if it is not the current one',
      schema: { type: 'string' },
      example: '"v1"',
    },
    IfUnmodifiedSince: {
      in: 'header',
      name: 'If-Unmodified-Since',
      description:
        'The Last-Modified of the version that the request changes: refused with 412 if it has changed since; ignored if If-Match is sent',
      schema: { type: 'string' },
      example: 'Sun, 06 Nov 1994 08:49:37 GMT',
    },
    RequiredIfUnmodifiedSince: {
      in: 'header',
      name: 'If-Unmodified-Since',
      required: true,
      description:
        'The Last-Modified of the version that the request changes: refused with 412 if it has changed since',
      schema: { type: 'string' },
      example: 'Sun, 06 Nov 1994 08:49:37 GMT',
    },
    IfNoneMatchOfWrite: {
      in: 'header',
      name: 'If-None-Match',
      description: '"*" creates the resource: refused with 412 if it exists',
      schema: { type: 'string' },
      example: '*',
    },
  },
  headers: {
    ETag: {
      description: 'The tag of the version in the response, for If-None-Match and If-Match',
      schema: { type: 'string' },
      example: '"v1"',
    },
    LastModified: {
      description: 'When the version in the response was last modified, for If-Modified-Since and If-Unmodified-Since',
      schema: { type: 'string' },
      example: 'Sun, 06 Nov 1994 08:49:37 GMT',
    },
    CacheControl: {
      description: 'How long the response may be used without revalidation, and by which caches',
      schema: { type: 'string' },
      example: 'private, max-age=0',
    },
    RetryAfter: {
      description: 'After how many seconds to send the request again',
      schema: { type: 'integer', minimum: 0 },
      example: 1,
    },
  },
  schemas: {
    ConditionalRequestError: {
      description: 'Why a conditional request was refused',
      type: 'object',
      required: ['name', 'message'],
      properties: {
        name: { type: 'string' },
        message: { type: 'string', description: 'What the client can do' },
      },
      example: {
        name: 'PreconditionFailedError',
        message: 'The resource has changed: get it again and retry with its current ETag',
      },
    },
    ConditionalRequestProblem: {
      description: 'Why a conditional request was refused (RFC 9457)',
      type: 'object',
      required: ['title', 'status'],
      properties: {
        type: { type: 'string', format: 'uri-reference' },
        title: { type: 'string' },
        status: { type: 'integer' },
        detail: { type: 'string', description: 'What the client can do' },
      },
      example: {
        type: 'about:blank',
        title: 'Precondition Failed',
        status: 412,
        detail: 'The resource has changed: get it again and retry with its current ETag',
      },
    },
  },
} as const satisfies Record<string, Record<string, Json>>;

/** The responses to conditional requests, by the names of their components. */
export const RESPONSES = {
  NotModified: { status: 304, description: 'The version that the client has is current' },
  PreconditionFailed: { status: 412, description: 'A precondition does not hold: nothing was changed' },
  PreconditionRequired: { status: 428, description: 'The request must state which version it changes' },
  ServiceUnavailable: { status: 503, description: 'The write could not be checked and was not made: try again later' },
} as const;

export type ComponentKind = keyof typeof COMPONENTS;
export type ResponseName = keyof typeof RESPONSES;
