import { subscribe } from 'node:diagnostics_channel';

/** Subscribes to the evaluation of each request. */
subscribe('routing-controllers-etag.evaluation', () => {});

require('./controllers-deep');
