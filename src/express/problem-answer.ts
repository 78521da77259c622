import type { IncomingMessage, ServerResponse } from 'node:http';
import { PROBLEM_TYPE, problemText } from '../web/problem-details';
import { isRefusal, type Refusal } from '../web/refusal';
import { requestOf } from './express-exchange';

/** What is used of an Express application. */
export type ExpressApplication = object & { use(handler: typeof answerProblem): unknown };

const applications = new WeakSet<object>();

/**
 * Lets an application answer with problem details what would reach Express' own error handler: an error handler behind all
 * others, which it gets when its first request comes and all others are there.
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

/** What describes the content of a response that is given up. */
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
