/** RFC 9110, section 8.8.3. */
const STRONG_TAG = /^"[\x21\x23-\x7e\x80-\xff]*"$/;

/**
 * Thrown when a snapshot without a strong tag is saved. Nothing was sent. The message says what is wrong with the tag.
 *
 * @see RFC 9110, section 13.1.1: `If-Match` uses strong comparison, so a weak tag never matches
 * @example
 * ```ts
 * import { MissingTagError, resource } from 'routing-controllers-etag/client';
 *
 * const article = await resource<{ title: string }>('http://localhost:3000/articles/7').read();
 * await article.save({ title: 'Mine' }).catch((error) => {
 *   if (error instanceof MissingTagError) console.log(error.message);
 *   else throw error;
 * });
 * ```
 */
export class MissingTagError extends Error {
  override readonly name = 'MissingTagError';
}

/** The tag of a response, for `If-Match`. */
export function strongTag(request: string, response: Response): string {
  const tag = response.headers.get('ETag');
  const fault = faultOf(tag, response);
  if (tag !== null && fault === undefined) return tag;
  throw new MissingTagError(
    `The answer to ${request} ${fault}. Read again, or pass { force: true } to overwrite whatever is there`,
  );
}

/** Why a tag cannot be sent in `If-Match`; `undefined` if it can. */
function faultOf(tag: string | null, { type, status, redirected, url }: Response): string | undefined {
  if (redirected) return `came from ${url}, so use that URL`;
  if (status === 202) return 'came before the change was made';
  if (tag === null) return `has no ETag${type === 'cors' ? ', or Access-Control-Expose-Headers does not name it' : ''}`;
  return STRONG_TAG.test(tag) ? undefined : `has ${tag.startsWith('W/') ? 'a weak' : 'an invalid'} ETag, ${tag}`;
}
