const PRINTABLE = /^[ -~]*$/;

/** Whether a text can be a member of a {@link stringList}. A String holds printable ASCII (RFC 9651, section 3.3.3). */
export function isListable(text: string): boolean {
  return PRINTABLE.test(text);
}

/** Writes texts as a List of Strings (RFC 9651, sections 4.1.1 and 4.1.6). */
export function stringList(texts: readonly string[]): string {
  return texts.map((text) => `"${text.replace(/["\\]/g, '\\$&')}"`).join(', ');
}
