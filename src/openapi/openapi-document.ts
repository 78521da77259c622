/**
 * An OpenAPI document, as far as this library reads it: the documents of `routing-controllers-openapi` fit, and those of other
 * packages' types.
 */
export interface OpenApiDocument {
  /** The version of OpenAPI. */
  readonly openapi: string;
  readonly paths?: object | undefined;
  readonly components?: object | undefined;
}

/** A JSON value of a document. */
export type Json = string | number | boolean | null | readonly Json[] | { readonly [name: string]: Json };

export interface Reference {
  readonly $ref: string;
}

/** What a document describes once and refers to, by kind and name. */
export type Components = Record<string, Record<string, unknown>>;

export interface Parameter {
  readonly in: string;
  readonly name: string;
  readonly required?: boolean;
}

export interface Response {
  headers?: Record<string, unknown>;
  readonly [name: string]: unknown;
}

export interface Operation {
  parameters?: (Parameter | Reference)[];
  responses?: Record<string, Response | Reference>;
}

export type PathItem = Record<string, unknown>;
