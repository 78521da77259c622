import type { IncomingMessage, ServerResponse } from 'node:http';

/** An Express middleware. */
export type ExpressMiddleware = (req: IncomingMessage, res: ServerResponse, next: (error?: unknown) => void) => void;
