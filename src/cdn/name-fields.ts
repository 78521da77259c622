import { HashedNames } from './hashed-names';
import { isListable, stringList } from './string-list';
import type { TagField, TagLimits } from './tag-field';

/** A response field with its value. */
export interface NamedField {
  readonly field: string;
  readonly value: string;
  /** The separator between this value and one that the application has set itself. */
  readonly separator: string;
}

/** The fields in which shared caches read the names of a response. */
export interface NameFieldsOptions {
  readonly cacheGroups: boolean;
  readonly tags: readonly TagField[];
  readonly hashed: boolean;
}

/** A field as {@link NameFields} writes it. */
interface WrittenField {
  readonly field: string;
  readonly separator: string;
  readonly limits: TagLimits;
  readonly takes: (tag: string) => boolean;
  readonly write: (tags: readonly string[]) => string;
}

/** The limits that every cache with support for `Cache-Groups` reaches (RFC 9875, section 2). */
const GROUP_LIMITS: TagLimits = { tags: 32, length: 32 };

const VISIBLE = /^[!-~]+$/;

const CACHE_GROUPS: WrittenField = {
  field: 'Cache-Groups',
  separator: ', ',
  limits: GROUP_LIMITS,
  takes: isListable,
  write: stringList,
};

/** Writes the names of a response into the fields that shared caches read. */
export class NameFields {
  readonly #fields: readonly WrittenField[];
  readonly #hashes: HashedNames | undefined;
  readonly #cacheGroups: boolean;

  constructor({ cacheGroups, tags, hashed }: NameFieldsOptions) {
    this.#cacheGroups = cacheGroups;
    this.#hashes = hashed ? new HashedNames() : undefined;
    this.#fields = [...(cacheGroups ? [CACHE_GROUPS] : []), ...tags.map(writtenTagField)];
  }

  /**
   * The fields of a response with names. If a cache does not accept all of them: the reason, as the end of a sentence.
   */
  describe(names: readonly string[]): readonly NamedField[] | string {
    const tags = this.#tagsOf(names);
    const described: NamedField[] = [];
    for (const each of this.#fields) {
      const value = each.write(tags);
      const exceeded = exceededLimit(each, tags, value);
      if (exceeded !== undefined) return exceeded;
      described.push({ field: each.field, value, separator: each.separator });
    }
    return described;
  }

  /**
   * The field of the response to a write that touches names; `undefined` without cache groups.
   *
   * @see RFC 9875, section 3
   */
  invalidation(names: readonly string[]): NamedField | undefined {
    const groups = this.#tagsOf(names).filter(isListable);
    if (!this.#cacheGroups || groups.length === 0) return undefined;
    return { field: 'Cache-Group-Invalidation', value: stringList(groups), separator: ', ' };
  }

  /** The tags to purge for names: as they were sent, without those that no field accepts. */
  purged(names: readonly string[]): readonly string[] {
    return this.#tagsOf(names).filter((tag) => this.#fields.some((each) => takes(each, tag)));
  }

  #tagsOf(names: readonly string[]): readonly string[] {
    const hashes = this.#hashes;
    return [...new Set(hashes === undefined ? names : names.map((name) => hashes.of(name)))];
  }
}

function writtenTagField({ field, separator, limits = {} }: TagField): WrittenField {
  const pattern = limits.pattern ?? VISIBLE;
  return {
    field,
    separator,
    limits,
    // A pattern of the application may match what no field can hold.
    takes: (tag) => isListable(tag) && pattern.test(tag) && !tag.includes(separator),
    write: (tags) => tags.join(separator),
  };
}

function takes({ takes: fits, limits }: WrittenField, tag: string): boolean {
  return fits(tag) && tag.length <= (limits.length ?? Number.POSITIVE_INFINITY);
}

function exceededLimit(written: WrittenField, tags: readonly string[], value: string): string | undefined {
  const { field, limits } = written;
  const { tags: count = Number.POSITIVE_INFINITY, bytes = Number.POSITIVE_INFINITY } = limits;
  if (tags.length > count) return `${tags.length} names, and ${field} accepts ${count}`;
  const refused = tags.find((tag) => !takes(written, tag));
  if (refused !== undefined) return `the name ${JSON.stringify(refused)}, which ${field} does not accept`;
  // The value is ASCII: a character is a byte.
  if (value.length > bytes) return `names of ${value.length} bytes, and ${field} accepts ${bytes}`;
  return undefined;
}
