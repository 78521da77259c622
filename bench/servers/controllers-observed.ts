import { subscribe } from 'node:diagnostics_channel';

/** Somebody listens to what becomes of each request. */
subscribe('routing-controllers-etag.evaluation', () => {});

require('./controllers-deep');
