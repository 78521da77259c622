import { type Article, changedFields, FIELDS, type Field, LABELS, type Text, textOf } from './article';
import { element, find } from './dom';
import { type Merge, mergeText } from './merge';
import { ConflictError, type Opened, type Store } from './store';
import { wordDiff } from './word-diff';

type Kind = 'info' | 'saved' | 'conflict' | 'lost' | 'error';

/** Notifies the other desk of a save. */
export type SavedListener = (by: string, saved: Text) => void;

/** The desk of one editor, where an article is loaded, edited and saved. */
export class Desk {
  readonly node: HTMLElement;
  #opened: Opened | undefined;
  /** The text that this editor has saved last. */
  #saved: Text | undefined;
  readonly #form: HTMLFormElement;

  constructor(
    readonly name: string,
    private readonly store: () => Store,
    private readonly whenSaved: SavedListener,
  ) {
    const template = find('#desk', HTMLTemplateElement);
    this.node = find('section', HTMLElement, template.content.cloneNode(true) as DocumentFragment);
    this.node.id = name.toLowerCase();
    this.node.setAttribute('aria-label', name);
    find('.name', HTMLElement, this.node).textContent = name;
    find('.avatar', HTMLElement, this.node).textContent = name.slice(0, 1);
    this.#form = find('form', HTMLFormElement, this.node);
    this.#form.addEventListener('submit', (event) => {
      event.preventDefault();
      void this.#try(() => this.save());
    });
    this.#part('load').addEventListener('click', () => void this.#try(() => this.load()));
  }

  /** Clears the desk for another article or mode. */
  clear(): void {
    this.#opened = undefined;
    this.#saved = undefined;
    for (const field of FIELDS) {
      this.#input(field).value = '';
      this.#input(field).disabled = true;
    }
    (this.#part('save') as HTMLButtonElement).disabled = true;
    this.#part('version').textContent = 'nothing read yet';
    this.#say('info', '');
    this.#closeConflict();
  }

  async load(): Promise<void> {
    this.#closeConflict();
    this.#show(await this.store().open());
    this.#say('info', 'Loaded. Edit it, and save.');
  }

  async save(): Promise<void> {
    if (this.#opened === undefined) return;
    const changes = this.#changes();
    if (Object.keys(changes).length === 0) return this.#say('info', 'Nothing has been changed.');
    try {
      await this.#saveChanges(this.#opened, changes);
    } catch (error) {
      if (!(error instanceof ConflictError)) throw error;
      this.#startMerge(this.#opened.article, error.current);
    }
  }

  /** Shows whether the other editor's save has overwritten the last save of this one. */
  compare(by: string, current: Text): void {
    const mine = this.#saved;
    if (mine === undefined) return;
    const lost = changedFields(mine, current);
    if (lost.length === 0) return;
    this.#saved = undefined;
    const message = element('div', {}, element('strong', {}, `Your change is gone: ${by} has overwritten it. `));
    for (const field of lost) {
      message.append(element('p', {}, `${LABELS[field]}: `, ...diffNodes(mine[field], current[field])));
    }
    this.#say('lost', message);
  }

  async #saveChanges(opened: Opened, changes: Partial<Text>): Promise<void> {
    const saved = await opened.save(changes);
    this.#closeConflict();
    this.#show(saved);
    this.#saved = textOf(saved.article);
    this.#say('saved', `Saved as version ${saved.article.version}.`);
    this.whenSaved(this.name, this.#saved);
  }

  /** The fields that were edited since the article was loaded. */
  #changes(): Partial<Text> {
    const mine = this.#edited();
    const base = this.#opened?.article ?? mine;
    return Object.fromEntries(changedFields(base, mine).map((field) => [field, mine[field]]));
  }

  #edited(): Text {
    return {
      title: this.#input('title').value,
      summary: this.#input('summary').value,
      body: this.#input('body').value,
    };
  }

  #show(opened: Opened): void {
    this.#opened = opened;
    const { article, tag } = opened;
    for (const field of FIELDS) {
      this.#input(field).value = article[field];
      this.#input(field).disabled = false;
    }
    (this.#part('save') as HTMLButtonElement).disabled = false;
    const version = this.#part('version');
    version.textContent = `version ${article.version}${tag === undefined ? ', no tag' : ''}`;
    version.title = tag ?? '';
  }

  /** Handles a 412: takes over the other editor's changes that do not conflict, and shows the rest. */
  #startMerge(base: Article, current: Opened): void {
    const mine = this.#edited();
    const merge = mergeText(textOf(base), mine, textOf(current.article));
    this.#opened = current;
    for (const field of merge.taken) this.#input(field).value = merge.merged[field];
    this.#part('version').textContent = `version ${current.article.version}, yours was ${base.version}`;
    this.#say(
      'conflict',
      'Not saved (412): somebody else has changed the article since you loaded it. Nothing was overwritten.',
    );
    this.#openConflict(base, mine, current.article, merge);
  }

  #openConflict(base: Text, mine: Text, theirs: Text, { taken, disputed }: Merge): void {
    const panel = this.#part('conflict');
    panel.replaceChildren(
      ...taken.map((field) => this.#takenField(field, base, theirs)),
      ...disputed.map((field) => this.#disputedField(field, base, mine, theirs)),
      element('p', { class: 'hint' }, 'The fields above hold the merged text. Change it as you like, and save again.'),
    );
    panel.hidden = false;
    find('input, p', HTMLElement, panel).focus();
  }

  #takenField(field: Field, base: Text, theirs: Text): HTMLElement {
    return element(
      'fieldset',
      {},
      element('legend', {}, `${LABELS[field]}: taken over`),
      element('div', { class: 'taken' }, ...diffNodes(base[field], theirs[field])),
    );
  }

  #disputedField(field: Field, base: Text, mine: Text, theirs: Text): HTMLElement {
    const choice = (whose: string, text: string, isChosen: boolean) => {
      const radio = element('input', { type: 'radio', name: `${this.name}-${field}` });
      radio.checked = isChosen;
      radio.addEventListener('change', () => {
        this.#input(field).value = text;
      });
      const difference = element('span', { class: 'text' }, ...diffNodes(base[field], text));
      return element('label', { class: 'choice' }, radio, element('span', {}, whose), difference);
    };
    return element(
      'fieldset',
      {},
      element('legend', {}, `${LABELS[field]}: both have changed it`),
      choice('Keep mine', mine[field], true),
      choice('Take theirs', theirs[field], false),
    );
  }

  #closeConflict(): void {
    const panel = this.#part('conflict');
    panel.hidden = true;
    panel.replaceChildren();
  }

  async #try(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      this.#say('error', (error as Error).message);
    }
  }

  #say(kind: Kind, message: string | Node): void {
    const place = this.#part('message');
    place.dataset.kind = kind;
    place.replaceChildren(message);
  }

  #input(field: Field): HTMLInputElement | HTMLTextAreaElement {
    return this.#form.elements.namedItem(field) as HTMLInputElement;
  }

  #part(name: string): HTMLElement {
    return find(`[data-part="${name}"]`, HTMLElement, this.node);
  }
}

function diffNodes(before: string, after: string): (Node | string)[] {
  return wordDiff(before, after).map(({ kind, text }) => (kind === 'same' ? text : element(kind, {}, text)));
}
