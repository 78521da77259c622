import type { EntityTag } from '../http/entity-tag';

/** Separates a tag's own value from the context that reads and writes compare. */
const COMPARED = '.';

/** Separates the context that writes ignore. The separators differ so that the contexts cannot be confused. */
const READ_ONLY = '~';

/** A context is a truncated hash in base64url. */
const READ_ONLY_END = /~[\w-]{16}$/;

/** The context of a controller, such as the user's locale: it shapes all representations and is added to each tag. */
export class TagContext {
  readonly #compared: string;
  readonly #readOnly: string;

  /**
   * @param compared - the context that reads and writes compare; `undefined` for none
   * @param readOnly - the context that shapes only the representation, such as its language: writes ignore it
   */
  constructor({
    compared,
    readOnly,
  }: { readonly compared?: string | undefined; readonly readOnly?: string | undefined }) {
    this.#compared = compared === undefined ? '' : COMPARED + compared;
    this.#readOnly = readOnly === undefined ? '' : READ_ONLY + readOnly;
  }

  /** Whether a tag with another read-only context names the same version for a write. */
  get isLeftOutByWrites(): boolean {
    return this.#readOnly !== '';
  }

  /** A tag in this context. */
  addedTo({ value, weak }: EntityTag): EntityTag {
    return { value: value + this.#compared + this.#readOnly, weak };
  }

  /** A tag that was sent, without this context. A tag of another context stays as it is. */
  removedFrom({ value, weak }: EntityTag): EntityTag {
    const end = this.#compared + this.#readOnly;
    return { value: value.endsWith(end) ? value.slice(0, value.length - end.length) : value, weak };
  }

  /** A tag that was sent with a write, moved into this read-only context. */
  adopted({ value, weak }: EntityTag): EntityTag {
    return { value: value.replace(READ_ONLY_END, this.#readOnly), weak };
  }
}
