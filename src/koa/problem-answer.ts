import { PROBLEM_TYPE, problemText } from '../web/problem-details';
import { isRefusal, type Refusal } from '../web/refusal';
import type { KoaContext } from './koa-exchange';

/**
 * Lets Koa's own error handler answer refusals with problem details. Middleware that answers errors, wherever it stands, has
 * caught them before.
 */
export function answerProblems(ctx: KoaContext): void {
  const { onerror } = ctx;
  ctx.onerror = (error) => {
    if (isRefusal(error) && !ctx.response.headerSent) answerProblem(ctx, error);
    else onerror.call(ctx, error);
  };
}

/** As Koa answers an error: without the fields that were set before, and the application is told. */
function answerProblem(ctx: KoaContext, refusal: Refusal): void {
  const { response, res, app } = ctx;
  app.emit('error', refusal, ctx);
  for (const name of res.getHeaderNames()) res.removeHeader(name);
  const text = problemText(refusal);
  response.status = refusal.status;
  for (const [name, value] of Object.entries(refusal.headers)) response.set(name, value);
  response.set('Content-Type', PROBLEM_TYPE);
  response.set('Content-Length', String(Buffer.byteLength(text)));
  res.end(text);
}
