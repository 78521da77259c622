import type { EvaluationEvent, EvaluationReason } from './evaluation-event';

type Sentence = (event: EvaluationEvent) => string;

const SENTENCES: Readonly<Record<EvaluationReason, Sentence>> = {
  'current-tag': (event) => `If-None-Match names the current tag ${current(event)}`,
  'current-date': ({ sent, current }) =>
    `Not modified after If-Modified-Since (${shown(sent.ifModifiedSince)}): last modified ${shown(current.lastModified)}`,
  passed: (event) => `${event.field} holds: it has ${sentField(event)}, the current ${validator(event)}`,
  'no-condition': ({ current }) =>
    current.etag === undefined
      ? 'No precondition was sent'
      : `No precondition was sent; the tag is ${shown(current.etag)}`,
  'tag-differs': (event) => `${event.field} has ${sentField(event)}, the current tag is ${current(event)}`,
  'unstable-tag': (event) =>
    `If-None-Match has ${sentField(event)}, the current tag is ${current(event)}, and it changes with each response ` +
    'although the content does not: look for a clock or a random order in its sources',
  'date-older': (event) =>
    `${event.field} has ${sentField(event)}, but the resource was modified at ${modified(event)}`,
  'date-ignored': (event) =>
    `If-Modified-Since is ignored beside If-None-Match, which has ${sentField(event)}; the current tag is ${current(event)}`,
  'date-unknown': (event) =>
    `${event.field} has ${sentField(event)}, but the modification date of the resource is unknown`,
  'date-too-recent': () =>
    'The resource was modified in the current second: its date is not sent or compared before the second is over',
  'coding-not-accepted': (event) =>
    `If-None-Match has ${sentField(event)}: the current version, in a content coding that this request does not accept`,
  malformed: (event) => `${event.field} is malformed: ${sentField(event)}`,
  empty: () => 'If-Match is empty',
  weak: (event) => `If-Match needs a strong tag, and the current tag ${current(event)} is weak`,
  weakened: (event) =>
    `If-Match has ${sentField(event)}: the current tag ${current(event)}, weakened on its way, such as by a proxy that compresses`,
  exists: () => 'If-None-Match is "*", and the resource exists',
  'nothing-there': () => 'The tag function returned nothing: the resource does not exist',
  untagged: () => 'The resource has no tag',
  'name-marked': () => 'A write that has not ended is changing a name that the tag depends on',
  'store-away': () => 'The version store cannot be reached',
  'not-confirmed': () =>
    'The versions changed while the action ran, or could not be looked up again before the response was sent',
  'no-store': () => 'The response has Cache-Control: no-store, so it is not tagged',
  stream: () => 'The body is a stream, a Blob, a fetch Response or a part of a file, so it is not tagged',
  part: ({ status }) => `A ${status} carries no whole representation`,
  'too-large': () => 'The body has more bytes than maxBytes, so it is not tagged',
  method: ({ method }) => `What was sent does not apply to ${method}, or bodies are not tagged for ${method}`,
  'not-successful': ({ status }) => `A ${status} is not evaluated`,
  'not-evaluated': () => 'Nothing here makes a tag or evaluates a precondition',
  'decided-elsewhere': ({ status }) => `Other code has answered ${status}, not this library`,
  'condition-required': () => 'A precondition that protects the write is required, but none was sent',
  conflict: () => 'The action found that the resource had changed after the check',
  'no-turn': () => 'The write did not get its turn',
  'not-touched': () =>
    'The write changed none of the names that the tag of this path depends on, so readers keep the old version: add @Touches',
};

/** All reasons. */
export const EVALUATION_REASONS = Object.keys(SENTENCES) as readonly EvaluationReason[];

/**
 * Describes how a request ended in one sentence.
 *
 * @param event - the message of the channel `routing-controllers-etag.evaluation`
 * @example
 * ```ts
 * import { subscribe } from 'node:diagnostics_channel';
 * import { describeEvaluation, type EvaluationEvent } from 'routing-controllers-etag';
 *
 * subscribe('routing-controllers-etag.evaluation', (event) => {
 *   console.log(describeEvaluation(event as EvaluationEvent)); // If-None-Match has "3", the current tag is "4"
 * });
 * ```
 */
export function describeEvaluation(event: EvaluationEvent): string {
  return SENTENCES[event.reason](event);
}

const SENT = {
  'If-Match': 'ifMatch',
  'If-None-Match': 'ifNoneMatch',
  'If-Modified-Since': 'ifModifiedSince',
  'If-Unmodified-Since': 'ifUnmodifiedSince',
} as const;

function sentField({ field, sent }: EvaluationEvent): string {
  return field === undefined ? 'nothing' : shown(sent[SENT[field]]);
}

function current({ current: { etag } }: EvaluationEvent): string {
  return shown(etag);
}

function modified({ current: { lastModified } }: EvaluationEvent): string {
  return shown(lastModified);
}

function validator(event: EvaluationEvent): string {
  if (event.field === 'If-Unmodified-Since') return `date is ${modified(event)}`;
  return `tag is ${current(event)}`;
}

/** Longer fields are cut: a list may contain hundreds of tags. */
const LONGEST = 120;

function shown(text: string | undefined): string {
  if (text === undefined) return 'unknown';
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}… (${text.length} characters)`;
}
