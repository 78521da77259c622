/**
 * The part of an OpenAPI document that this library reads. Documents of `routing-controllers-openapi` and of other
 * packages are assignable.
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

/** Components by kind and name. */
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
