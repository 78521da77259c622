import type { IncomingMessage, ServerResponse } from 'node:http';
import { PROBLEM_TYPE, problemText } from '../web/problem-details';
import { isRefusal, type Refusal } from '../web/refusal';
import { requestOf } from './express-exchange';

/** The part of an Express application that this library uses. */
export type ExpressApplication = object & { use(handler: typeof answerProblem): unknown };

const applications = new WeakSet<object>();

/**
 * Answers refusals that would reach Express' own error handler with problem details. The handler for that is added at
 * the first request, when all others have been registered, so it comes last.
 */
export function answerProblemsOf(app: ExpressApplication): void {
  if (applications.has(app)) return;
  applications.add(app);
  app.use(answerProblem);
}

function answerProblem(
  error: unknown,
  req: IncomingMessage,
  res: ServerResponse,
  next: (error: unknown) => void,
): void {
  if (isRefusal(error) && !res.headersSent && requestOf(req, res).options?.problemDetails === true) {
    sendProblem(res, error);
  } else next(error);
}

/** The fields that describe the content of the abandoned response. */
const CONTENT_FIELDS = ['content-encoding', 'content-language', 'content-range'];

/** Sends a refusal as problem details. */
export function sendProblem(res: ServerResponse, refusal: Refusal): void {
  for (const name of CONTENT_FIELDS) res.removeHeader(name);
  for (const [name, value] of Object.entries(refusal.headers)) res.setHeader(name, value);
  const text = Buffer.from(problemText(refusal));
  res.statusCode = refusal.status;
  res.setHeader('Content-Type', PROBLEM_TYPE);
  res.setHeader('Content-Length', text.byteLength);
  res.end(text);
}
