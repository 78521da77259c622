/** A response field by which a shared cache learns the tags of what it stores. */
export interface TagField {
  /** The field's name, such as `Cache-Tag`. */
  readonly field: string;
  /** What stands between two tags. */
  readonly separator: string;
  /** What the cache takes. A response that exceeds it is closed to shared caches. */
  readonly limits?: TagLimits;
}

/** What a shared cache takes of the tags of one response. */
export interface TagLimits {
  /** How many tags. */
  readonly tags?: number;
  /** How many characters a tag may have. */
  readonly length?: number;
  /** How many bytes the field's value may have. */
  readonly bytes?: number;
  /** What a whole tag looks like. Default: visible ASCII without the separator. */
  readonly pattern?: RegExp;
}
