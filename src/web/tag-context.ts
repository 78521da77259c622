import type { EntityTag } from '../http/entity-tag';

/** Stands between a tag's own value and what writes compare too. */
const COMPARED = '.';

/** The same for what writes leave out. Another sign, so that the one is never taken for the other. */
const READ_ONLY = '~';

/** A context is the start of a hash in base64url. */
const READ_ONLY_END = /~[\w-]{16}$/;

/** What shapes all representations of a controller beside what their tags say: mixed into each tag. */
export class TagContext {
  readonly #compared: string;
  readonly #readOnly: string;

  /**
   * @param compared - what is part of every comparison; `undefined` for nothing
   * @param readOnly - what shapes the representation and not the resource, such as its language: writes do not compare it
   */
  constructor({
    compared,
    readOnly,
  }: { readonly compared?: string | undefined; readonly readOnly?: string | undefined }) {
    this.#compared = compared === undefined ? '' : COMPARED + compared;
    this.#readOnly = readOnly === undefined ? '' : READ_ONLY + readOnly;
  }

  /** Whether tags of another context name the same version to a write. */
  get isLeftOutByWrites(): boolean {
    return this.#readOnly !== '';
  }

  /** A tag in this context. */
  addedTo({ value, weak }: EntityTag): EntityTag {
    return { value: value + this.#compared + this.#readOnly, weak };
  }

  /** A tag that was sent, without this context; one of another context stays as it is. */
  removedFrom({ value, weak }: EntityTag): EntityTag {
    const end = this.#compared + this.#readOnly;
    return { value: value.endsWith(end) ? value.slice(0, value.length - end.length) : value, weak };
  }

  /** A tag that was sent with a write, as it would be had its reader been in this context. */
  adopted({ value, weak }: EntityTag): EntityTag {
    return { value: value.replace(READ_ONLY_END, this.#readOnly), weak };
  }
}
