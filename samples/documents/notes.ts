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

  /** Saves a note that is at a version still; `false` if it has changed. */
  async saveWhere(id: string, version: unknown, note: unknown): Promise<boolean> {
    if (version !== (await this.version(id))) return false;
    texts.set(id, JSON.stringify(note));
    return true;
  },
};
