/**
 * A field value that counts the characters that are read of it, so that the time that reading takes is counted in steps
 * and not by a clock.
 */
export class CountedText extends String {
  reads = 0;

  override charCodeAt(index: number): number {
    this.reads++;
    return super.charCodeAt(index);
  }

  override startsWith(text: string, position?: number): boolean {
    this.reads += text.length;
    return super.startsWith(text, position);
  }

  override endsWith(text: string, end?: number): boolean {
    this.reads += text.length;
    return super.endsWith(text, end);
  }

  override slice(start?: number, end?: number): string {
    const part = super.slice(start, end);
    this.reads += part.length;
    return part;
  }
}

/** How many characters are read of a text while `read` works on it. */
export function countReads(text: string, read: (text: string) => void): number {
  const counted = new CountedText(text);
  // A string object stands in for the string: what is called on it is the same.
  read(counted as unknown as string);
  return counted.reads;
}
