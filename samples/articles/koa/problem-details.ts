import type { Context, Next } from 'koa';
import { describe, fieldsOf, type ProblemDetails, problem, REPRESENTATION_FIELDS } from '../problem';

/** Middleware before all others: turns their errors, and error statuses without a body, into JSON. */
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
  ctx.set(fieldsOf(details));
}
