import { PROBLEM_TYPE, problemText } from '../web/problem-details';
import { isRefusal, type Refusal } from '../web/refusal';
import type { KoaContext } from './koa-exchange';

/**
 * Makes Koa's own error handler answer refusals with problem details. Error middleware of the application has
 * precedence, wherever it is registered.
 */
export function answerProblems(ctx: KoaContext): void {
  const { onerror } = ctx;
  ctx.onerror = (error) => {
    if (isRefusal(error) && !ctx.response.headerSent) answerProblem(ctx, error);
    else onerror.call(ctx, error);
  };
}

/** Like Koa's own error handler, removes the fields that were set before and emits `error` on the application. */
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
