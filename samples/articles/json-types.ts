/** The media types in which articles and changes are sent. */
export const JSON_TYPES = ['application/json', 'application/merge-patch+json'];

/** What is read of a body at most. */
export const LIMIT = '256kb';
