import type { EntityTag } from 'routing-controllers-etag';

/**
 * A version of an article: its entity tag, and what the database compares. It is made of what the database knows, and so is the
 * same on every server.
 */
export class ArticleVersion implements EntityTag {
  readonly weak = false;

  constructor(
    readonly id: string,
    readonly version: number,
  ) {}

  get value(): string {
    return `${this.id}-${this.version}`;
  }
}
