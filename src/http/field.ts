const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

const FIELD_VALUE = /^[\x21-\x7e\x80-\xff](?:[\t\x20-\x7e\x80-\xff]*[\x21-\x7e\x80-\xff])?$/;

const QUOTABLE = /^[\t\x20-\x7e\x80-\xff]*$/;

/** Whether a value is a token: the name of a field, of a directive or of a coding (RFC 9110, section 5.6.2). */
export function isToken(value: unknown): value is string {
  return typeof value === 'string' && TOKEN.test(value);
}

/** Whether a value can be sent as a field value and is not empty (RFC 9110, section 5.5). */
export function isFieldValue(value: unknown): value is string {
  return typeof value === 'string' && FIELD_VALUE.test(value);
}

/**
 * Formats text as a quoted-string; `undefined` if it has a control character other than a tab, or one above U+00FF (RFC
 * 9110, section 5.6.4).
 */
export function quotedString(text: string): string | undefined {
  return QUOTABLE.test(text) ? `"${text.replace(/["\\]/g, '\\$&')}"` : undefined;
}
