import type { EntityTag } from 'routing-controllers-etag';

/**
 * A version of an article: its entity tag, and the columns that the database compares. It is made only from the
 * database, so it is the same on every server.
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
