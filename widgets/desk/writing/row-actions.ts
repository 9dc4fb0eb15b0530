// What can be done with the rows of a draft's lists. The focus stays where the work is, and a row that was taken away can
// be put back: it may hold an hour's words.
import type { LitElement } from 'lit';
import type { PledgeDraft } from '../../../data/pledge.ts';
import { type RowsField, rowsAt, withoutRow, withRow } from '../common/draft.ts';
import { evidenceFrom } from '../common/pasted.ts';
import { say } from '../common/status.ts';
import { writingWords } from '../words/writing-words.ts';

type Removed = { field: RowsField; index: number; row: object };

/** The ways of one form; `change` takes the draft that follows, and the list that was touched. */
export class RowActions {
  /** What was taken away last. */
  removed: Removed | null = null;
  pasteProblem = '';
  readonly #form: LitElement;
  readonly #draft: () => PledgeDraft;
  readonly #change: (draft: PledgeDraft, touched: RowsField) => void;

  constructor(
    form: LitElement,
    draft: () => PledgeDraft,
    change: (draft: PledgeDraft, touched: RowsField) => void,
  ) {
    this.#form = form;
    this.#draft = draft;
    this.#change = change;
  }

  add(field: RowsField, row: object = {}): void {
    this.#insert(field, row, rowsAt(this.#draft(), field).length);
  }

  remove(field: RowsField, index: number): void {
    this.removed = { field, index, row: rowsAt(this.#draft(), field)[index] ?? {} };
    this.#change(withoutRow(this.#draft(), field, index), field);
    say(writingWords.write.removed(rowName(field, index)));
    void this.#focus(`#add-${field.slice(1)}`);
  }

  putBack(): void {
    if (!this.removed) return;
    const { field, index, row } = this.removed;
    this.removed = null;
    this.#insert(field, row, index);
    say(writingWords.write.isBack(rowName(field, index)));
  }

  /** Makes a row of evidence of an address; where it `isAsked` to and it is none, that is said. */
  paste(text: string, isAsked: boolean): boolean {
    const row = evidenceFrom(text, this.#draft().evidence ?? []);
    this.pasteProblem = isAsked && !row ? writingWords.write.notAddress : '';
    if (row) this.add('/evidence', row);
    else this.#form.requestUpdate();
    return row !== null;
  }

  /** Puts in a source that a reader suggested, unless it is there; answers what came of it. Its title is for the editor to write. */
  addSource(url: string): string {
    const { sourceIsThere, sourceAdded, notAddress } = writingWords.write;
    const at = (this.#draft().evidence ?? []).findIndex((row) => row.url === url);
    if (at < 0) return this.paste(url, true) ? sourceAdded : notAddress;
    this.show('/evidence', at);
    return sourceIsThere;
  }

  /** Gives a row the focus. */
  show(field: RowsField, index: number): void {
    void this.#focus(`[data-pointer^="${field}/${index}/"]`);
  }

  #insert(field: RowsField, row: object, at: number): void {
    this.#change(withRow(this.#draft(), field, row, at), field);
    void this.#focus(`[data-pointer^="${field}/${at}/"]`);
  }

  async #focus(selector: string): Promise<void> {
    await this.#form.updateComplete;
    this.#form.querySelector<HTMLElement>(selector)?.focus();
  }
}

/** What a row is called: `Evidence 2`. */
export function rowName(field: RowsField, index: number): string {
  const name = field.slice(1) as keyof typeof writingWords.write.rowName;
  return writingWords.write.rowName[name](index + 1);
}
