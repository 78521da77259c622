import { STATUS_CODES } from 'node:http';
import { ValidationError } from 'class-validator';

/** The body of every error (RFC 9457). */
export interface ProblemDetails {
  readonly title: string;
  readonly status: number;
  readonly detail?: string | undefined;
  /** The invalid fields of the input. */
  readonly errors?: readonly FieldError[] | undefined;
}

interface FieldError {
  readonly field: string;
  readonly message: string;
}

/**
 * The properties that routing-controllers (`httpCode`, `errors`) and the frameworks (`status`, `expose`) add to an
 * error.
 */
interface ClientError extends Error {
  readonly httpCode?: number;
  readonly status?: number;
  readonly expose?: boolean;
  readonly errors?: readonly unknown[];
}

const MEDIA_TYPE = 'application/problem+json';

/** The fields that a route may have set before it failed. */
export const REPRESENTATION_FIELDS = ['ETag', 'Last-Modified', 'Cache-Control', 'Expires', 'Location'];

/** The fields of a problem's response. */
export function fieldsOf({ status }: ProblemDetails): Readonly<Record<string, string>> {
  return { 'Content-Type': MEDIA_TYPE, ...(status === 401 && { 'WWW-Authenticate': 'Bearer realm="articles"' }) };
}

/** Shows the client only the messages of errors that were made for it. */
export function describe(error: unknown): ProblemDetails {
  if (!(error instanceof Error)) return problem(500);
  const { status, httpCode, expose, message, errors }: ClientError = error;
  const code = httpCode ?? status;
  if (code === undefined || !((code >= 400 && code <= 499) || expose)) return problem(500);
  if (!Array.isArray(errors)) return problem(code, message);
  return { ...problem(code, 'The input is not valid'), errors: errors.flatMap(fieldErrors) };
}

export function problem(status: number, detail?: string): ProblemDetails {
  return { title: STATUS_CODES[status] ?? 'Error', status, detail: detail || undefined };
}

function fieldErrors(error: unknown): FieldError[] {
  if (!(error instanceof ValidationError)) return [];
  return Object.values(error.constraints ?? {}).map((message) => ({ field: error.property, message }));
}
