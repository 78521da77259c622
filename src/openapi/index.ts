export { type DocumentConditionsOptions, documentConditions } from './document-conditions';
export type { OpenApiDocument } from './openapi-document';
