import { html, nothing, type TemplateResult } from 'lit';
import type { Tracker } from '../../../data/tracker.ts';
import { settingsWords } from '../words/settings-words.ts';
import { merged } from './tracker-changes.ts';

/** What somebody else has saved since, what of it meets the changes here, and which of the two goes on. */
export function overtakenView(
  before: Tracker,
  draft: Tracker,
  theirs: Tracker,
  on: { mine: () => void; theirs: () => void },
): TemplateResult {
  const { both, lost } = merged(before, draft, theirs);
  const { stale } = settingsWords;
  const names = (fields: string[]) => fields.map(fieldName).join(', ');
  return html`<div class="overtaken" role="alert" tabindex="-1">
      <p>${stale.lead}</p>
      <p>${both.length > 0 ? stale.both(names(both)) : stale.apart}</p>
      ${lost.length > 0 ? html`<p>${stale.gone(names(lost))}</p>` : nothing}
      <p class="buttons">
        <button type="button" class="primary" @click=${on.mine}>${stale.mine}</button>
        <button type="button" @click=${on.theirs}>${stale.theirs}</button>
      </p>
    </div>`;
}

function fieldName(name: string): string {
  const { fields, sections } = settingsWords;
  const known: Record<string, unknown> = { ...fields, ...sections };
  return String(known[name] ?? name);
}
