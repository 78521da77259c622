/**
 * The JSON value in the response to a write. The body of a 202 describes the progress of the work instead, and after a
 * redirection the response may belong to another resource.
 *
 * @see RFC 9110, sections 9.3.4, 15.3 and 15.4.4
 */
export async function valueIn<T>(response: Response): Promise<T | undefined> {
  const text = await response.text();
  const isOfTarget = response.status !== 202 && !response.redirected;
  const isValue = isOfTarget && /[/+]json\b/i.test(response.headers.get('Content-Type') ?? '');
  return text && isValue ? JSON.parse(text) : undefined;
}

/**
 * Whether a response's `Content-Location` is the URL of its request.
 *
 * @param url - the requested URL, because a `Response` that a program has made has no URL
 */
export function isLocatedAt(url: string, response: Response): boolean {
  const location = response.headers.get('Content-Location');
  const target = response.url || url;
  if (location === null || response.redirected) return false;
  return (
    location === url || (URL.canParse(location, target) && new URL(location, target).href === new URL(target).href)
  );
}
