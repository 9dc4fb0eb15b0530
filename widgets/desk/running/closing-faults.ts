// What the endpoint finds wrong with the end of a term: at its control where it has one, and all of it in a list.
import { html, nothing, type TemplateResult } from 'lit';
import type { FieldError } from '../../../data/field-error.ts';
import type { Closable } from '../../../data/running.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { hrefOf } from '../common/pledges.ts';
import { closingWords as said } from '../words/closing-words.ts';
import { verdictText } from './closing-matrix.ts';
import { asClosing, type ClosingState } from './closing-state.ts';

/** So many faults are named one by one. */
const MOST_FAULTS = 30;

/** What is asked for the act itself stands at its own control, and in no list. */
const OF_THE_ACT = ['/name', '/breakGlass', '/check'];

/** What is wrong, by the pointers of this screen. `total`: how many faults there are, of which the endpoint names the first. */
export type ClosingFaults = { errors: readonly FieldError[]; total: number };

/** The endpoint counts rules and exceptions as they were sent; here they are known by verdict and slug. */
export function placed(
  errors: readonly FieldError[],
  state: ClosingState,
  closable: Closable | null,
): FieldError[] {
  if (!closable) return [...errors];
  const sent = asClosing(state, closable, null);
  return errors.map((error) => {
    const [, list, at, rest = ''] = /^\/(rules|exceptions)\/(\d+)(.*)$/.exec(error.pointer) ?? [];
    if (!list) return error;
    const key = list === 'rules' ? sent.rules[Number(at)]?.from : sent.exceptions[Number(at)]?.slug;
    return { ...error, pointer: `/${list}/${key}${rest}` };
  });
}

/** The first fault that has a control of its own outside the rules and exceptions. */
export function withControl(errors: readonly FieldError[]): FieldError | undefined {
  return errors.find(({ pointer }) => ['/closedAt', ...OF_THE_ACT].includes(pointer));
}

/** The list of faults; where there is none, what a check does. */
export function faultsView(tracker: Tracker, { errors, total }: ClosingFaults): TemplateResult {
  const listed = errors.filter(({ pointer }) => !OF_THE_ACT.includes(pointer));
  if (listed.length === 0) return html`<p class="soft">${said.checkLead}</p>`;
  const shown = listed.slice(0, MOST_FAULTS);
  return html`<div id="faults" role="alert" tabindex="-1">
    <p class="problem">${said.faults(total)}</p>
    <ul>
      ${shown.map((error) => html`<li>${subject(tracker, error)} ${error.detail}</li>`)}
      ${total > shown.length ? html`<li class="soft">${said.moreFaults(total - shown.length)}</li>` : nothing}
    </ul>
  </div>`;
}

function subject(tracker: Tracker, { pointer }: FieldError): TemplateResult | string {
  if (pointer === '/closedAt') return said.faultOf.closedAt;
  if (pointer === '/rules') return said.faultOf.rules;
  const [, list, key = '', rest = ''] = /^\/(rules|exceptions|pledges)\/([^/]+)(.*)$/.exec(pointer) ?? [];
  if (list === 'rules') return said.faultOf.rule(verdictText(tracker, key));
  if (list === 'exceptions') return said.faultOf.exception(key);
  if (list === 'pledges')
    return html`<a href=${hrefOf({ tracker: tracker.id, slug: key })} target="_blank">${key}</a> <code>${rest.slice(1)}</code>`;
  return '';
}
