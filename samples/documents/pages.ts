import { randomUUID } from 'node:crypto';
import { IsString } from 'class-validator';

export interface Page {
  readonly text: string;
  /** A random text that each write makes anew: it names no other state of this page, or of an earlier one of its name. */
  readonly version: string;
}

export class PageInput {
  @IsString() text!: string;
}

const stored = new Map<string, Page>();

/** Pages by the names that clients give them, in memory. */
export const pages = {
  /** `undefined` if there is no such page. */
  async versionOf(name: string): Promise<string | undefined> {
    return stored.get(name)?.version;
  },

  /** Makes the page, or replaces it. */
  async put(name: string, { text }: PageInput): Promise<Page> {
    const page = { text, version: randomUUID() };
    stored.set(name, page);
    return page;
  },
};
