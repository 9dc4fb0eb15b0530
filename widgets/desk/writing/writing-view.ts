// Writing, as it is drawn: the form and its bar, and beside them the sources and the preview.
import { html, type TemplateResult } from 'lit';
import type { ListedPledge } from '../../../data/desk.ts';
import type { PledgeName } from '../common/api.ts';
import type { FormState } from '../common/controls.ts';
import { writingWords } from '../words/writing-words.ts';
import './live-preview.ts';
import { pledgeForm } from './pledge-form.ts';
import type { RowActions } from './row-actions.ts';
import { sourcesView } from './sources-view.ts';
import type { Writing } from './writing.ts';
import { type BarCallbacks, writingBar } from './writing-bar.ts';

/** `pledges` are those that a related one can be chosen from. */
export function writingView(
  name: PledgeName,
  writing: Writing,
  rows: RowActions,
  pledges: readonly ListedPledge[],
  ways: BarCallbacks & Pick<FormState, 'errors' | 'set'>,
): TemplateResult {
  const { draft, isReadOnly, autosave, opened } = writing;
  const { tracker, record } = opened;
  const { errors, set } = ways;
  const form: FormState = { draft, errors, isReadOnly, set, language: tracker.language };
  // What was published is opened for its verdict; of what was not, the promise comes first.
  const isNew = record.status === null && record.ready === null;
  return html`<div class="writing" data-shown=${ways.isPreview ? 'preview' : 'words'}>
    <div class="words">${pledgeForm(form, tracker, rows, pledges, isNew)}${writingBar(writing, ways)}</div>
    <aside aria-label=${writingWords.write.beside}>
      ${sourcesView(draft, tracker, (index) => rows.show('/evidence', index))}
      <desk-preview .name=${name} .version=${autosave.version} .behind=${autosave.isUnsaved}></desk-preview>
    </aside>
  </div>`;
}
