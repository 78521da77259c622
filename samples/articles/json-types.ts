/** The media types of articles and changes. */
export const JSON_TYPES = ['application/json', 'application/merge-patch+json'];

/** The largest body that is read. */
export const LIMIT = '256kb';
