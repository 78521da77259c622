import { STATUS_CODES } from 'node:http';
import { ValidationError } from 'class-validator';
import type { Context, Next } from 'koa';

/** The body of every error: RFC 9457. */
interface ProblemDetails {
  readonly title: string;
  readonly status: number;
  readonly detail?: string | undefined;
  /** For input that is not valid: what is wrong with which field. */
  readonly errors?: readonly FieldError[] | undefined;
}

interface FieldError {
  readonly field: string;
  readonly message: string;
}

/** What routing-controllers (`httpCode`, `errors`) and Koa (`status`, `expose`) add to an error. */
interface ClientError extends Error {
  readonly httpCode?: number;
  readonly status?: number;
  readonly expose?: boolean;
  readonly errors?: readonly unknown[];
}

/** What a route may have said of the response that it then failed to give. */
const REPRESENTATION_FIELDS = ['ETag', 'Last-Modified', 'Cache-Control', 'Expires', 'Location'];

/** Middleware in front of all others: what they throw, and errors that they leave without a body, become JSON. */
export async function problemDetails(ctx: Context, next: Next): Promise<void> {
  try {
    await next();
    if (ctx.status >= 400 && !ctx.body) send(ctx, problem(ctx.status));
  } catch (error) {
    for (const field of REPRESENTATION_FIELDS) ctx.remove(field);
    const details = describe(error);
    if (details.status >= 500) ctx.app.emit('error', error, ctx);
    send(ctx, details);
  }
}

function send(ctx: Context, details: ProblemDetails): void {
  ctx.status = details.status;
  ctx.body = details;
  ctx.type = 'application/problem+json';
  if (details.status === 401) ctx.set('WWW-Authenticate', 'Bearer realm="articles"');
}

/** Only errors that were made for the client show their message to it. */
function describe(error: unknown): ProblemDetails {
  if (!(error instanceof Error)) return problem(500);
  const { status, httpCode, expose, message, errors }: ClientError = error;
  const code = httpCode ?? status;
  if (code === undefined || !((code >= 400 && code <= 499) || expose)) return problem(500);
  if (!Array.isArray(errors)) return problem(code, message);
  return { ...problem(code, 'The input is not valid'), errors: errors.flatMap(fieldErrors) };
}

function problem(status: number, detail?: string): ProblemDetails {
  return { title: STATUS_CODES[status] ?? 'Error', status, detail: detail || undefined };
}

function fieldErrors(error: unknown): FieldError[] {
  if (!(error instanceof ValidationError)) return [];
  return Object.values(error.constraints ?? {}).map((message) => ({ field: error.property, message }));
}
