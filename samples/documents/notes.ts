import { createHash } from 'node:crypto';

const texts = new Map([['7', 'remember the milk']]);

/** The notes of the examples with plain routes, in memory. */
export const notes = {
  async version(id: string): Promise<string> {
    return createHash('sha256')
      .update(texts.get(id) ?? '')
      .digest('base64url');
  },

  async find(id: string): Promise<{ text: string | undefined }> {
    return { text: texts.get(id) };
  },

  /** Saves a note and returns its new version. */
  async save(id: string, note: unknown): Promise<string> {
    texts.set(id, JSON.stringify(note));
    return this.version(id);
  },
};
