// Which verdict each open one becomes, with how many pledges that are, and what readers are told of them.
import { html, nothing, type TemplateResult } from 'lit';
import type { Closable } from '../../../data/running.ts';
import type { SchemeVerdict, Tracker } from '../../../data/tracker.ts';
import { icon } from '../../icons.ts';
import { type FormState, textControl } from '../common/controls.ts';
import { label } from '../common/in-language.ts';
import { inLanguage } from '../common/pledges.ts';
import { closingWords as said } from '../words/closing-words.ts';
import { runningWords } from '../words/running-words.ts';
import { type ClosingState, type Decision, ruleOf, tally } from './closing-state.ts';

/** The verdicts of a tracker in the order in which it shows them, those first that end something. */
export function verdictsOf({ scheme }: Tracker): SchemeVerdict[] {
  return scheme.verdicts.toSorted((a, b) => Number(b.final) - Number(a.final) || a.order - b.order);
}

export function verdictView(tracker: Tracker, id: string): TemplateResult | string {
  const verdict = tracker.scheme.verdicts.find((each) => each.id === id);
  return verdict
    ? html`<span class="outcome ${verdict.outcome}">${icon(verdict.outcome)} ${label(verdict.label, tracker)}</span>`
    : id;
}

export function verdictText(tracker: Tracker, id: string): string {
  const verdict = tracker.scheme.verdicts.find((each) => each.id === id);
  return verdict ? inLanguage(verdict.label, tracker) : id;
}

/** How a rule is changed; `part` is a part of a decision. */
type SetRule = (verdict: string, part: keyof Decision, value: string) => void;

/** A row for each open verdict, a column for each that it may become, and the sums. */
export function matrixView(
  tracker: Tracker,
  closable: Closable,
  state: ClosingState,
  set: SetRule,
): TemplateResult {
  const verdicts = verdictsOf(tracker);
  const counts = tally(state, closable.pledges);
  return html`<div class="scrolls" tabindex="0" role="group" aria-label=${said.verdictNow}>
    <table class="matrix">
      <thead>
        <tr>
          <th scope="col">${said.verdictNow}</th>
          ${verdicts.map(({ id }) => html`<th scope="col">${verdictView(tracker, id)}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${closable.open.map(
          ({ verdict, count }) =>
            html`<tr>
              <th scope="row" data-pointer="/rules/${verdict}" tabindex="-1">
                ${verdictView(tracker, verdict)} <span class="soft">${said.pledges(count)}</span>
              </th>
              ${verdicts.map(({ id }) => html`<td>${target(tracker, verdict, id, state, set)}</td>`)}
            </tr>`,
        )}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">${said.total}</th>
          ${verdicts.map(({ id }) => html`<td>${counts.get(id) ? runningWords.number(counts.get(id) ?? 0) : nothing}</td>`)}
        </tr>
      </tfoot>
    </table>
  </div>`;
}

function target(
  tracker: Tracker,
  from: string,
  to: string,
  state: ClosingState,
  set: SetRule,
): TemplateResult {
  const name = from === to ? said.keep : verdictText(tracker, to);
  return html`<label title=${name}>
    <input type="radio" name="rule-${from}" value=${to} .checked=${ruleOf(state, from).to === to}
      aria-label="${verdictText(tracker, from)}: ${name}" @change=${() => set(from, 'to', to)} />
    <span class="soft" aria-hidden="true">${from === to ? said.keep : html`<span class="narrow">${name}</span>`}</span>
  </label>`;
}

/** What readers are told of the pledges of each verdict that becomes another. */
export function notesView(
  tracker: Tracker,
  closable: Closable,
  state: ClosingState,
  errors: ReadonlyMap<string, string>,
  set: SetRule,
): TemplateResult[] {
  return closable.open.flatMap(({ verdict }) => {
    const rule = ruleOf(state, verdict);
    if (rule.to === '' || rule.to === verdict) return [];
    const form: FormState<Decision> = {
      draft: rule,
      errors: within(errors, `/rules/${verdict}`),
      isReadOnly: false,
      language: tracker.language,
      name: `rule-${verdict}`,
      set: (pointer, value) => set(verdict, pointer.slice(1) as keyof Decision, String(value ?? '')),
    };
    return html`<div class="rule" data-rule=${verdict}>
      <p>${verdictView(tracker, verdict)} <span aria-hidden="true">→</span><span class="said"> ${said.becomes} </span> ${verdictView(tracker, rule.to)}</p>
      ${textControl(form, '/note', { label: said.note(verdictText(tracker, verdict)), lines: 2, limit: 1000, hint: said.noteHint, empty: '' })}
      <details ?open=${rule.headline !== '' || rule.summary !== ''}>
        <summary>${said.more}</summary>
        ${textControl(form, '/headline', { label: said.headline, limit: 140, optional: true, empty: '' })}
        ${textControl(form, '/summary', { label: said.summary, lines: 2, limit: 400, optional: true, empty: '' })}
      </details>
    </div>`;
  });
}

/** The faults below a pointer, by the pointer that is left. */
export function within(errors: ReadonlyMap<string, string>, pointer: string): Map<string, string> {
  return new Map(
    [...errors].flatMap(([at, text]) =>
      at.startsWith(`${pointer}/`) ? [[at.slice(pointer.length), text]] : [],
    ),
  );
}
