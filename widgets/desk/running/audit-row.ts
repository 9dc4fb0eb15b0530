// One row of the audit, and where it leads.
import { html, nothing, type TemplateResult } from 'lit';
import type { AuditRow } from '../../../data/running.ts';
import { languageIn, written } from '../common/in-language.ts';
import { hrefOf, pledges } from '../common/pledges.ts';
import { localOf } from '../common/zone.ts';
import { runningWords } from '../words/running-words.ts';
import { actName } from './audit-filters.ts';

const { audit: said } = runningWords;

/** The day and the time of a row, on the clock of a zone. */
export function clockOf(at: string, zone: string): { day: string; time: string } {
  const [day = '', time = ''] = localOf(at, zone).split('T');
  return { day, time };
}

/** Where an act leads: to the difference that it made, to its pledge, or to the screen where such things are done. */
export function hrefOfAct({ act, toRevision, tracker, pledge }: AuditRow): string | null {
  if (pledge && toRevision !== null) return `${hrefOf(pledge)}/history?revision=${toRevision}`;
  if (pledge) return hrefOf(pledge);
  if (/ (?:token|invite)$|^invite/.test(act)) return '/desk/people';
  if (/webhook/.test(act)) return '/desk/webhooks';
  if (act.startsWith('backup')) return '/desk/backup';
  if (act === 'republish') return '/desk/status';
  // What was deleted leads nowhere.
  return tracker !== null && / tracker$| words$|^close term$/.test(act) && act !== 'delete tracker'
    ? `/desk/${tracker}/settings`
    : null;
}

/** What is said of a row beside who did what. */
export function rowView(
  row: AuditRow,
  zone: string,
  { isOpen, toggle }: { isOpen: boolean; toggle(): void },
): TemplateResult {
  const { at, editor, act, group, toRevision, pledge } = row;
  const href = hrefOfAct(row);
  const name = actName(act);
  const isOfMany = group !== undefined && group.pledges > 1;
  const verb = html`${name}${pledge && toRevision !== null && !isOfMany ? html`<span class="said">: ${said.difference(toRevision)}</span>` : nothing}`;
  return html`<time class="when" datetime=${at}>${clockOf(at, zone).time}</time>
    <span class="who">${editor}</span>
    <span class="act">${href && !isOfMany ? html`<a href=${href}>${verb}</a>` : verb}</span>
    <span class="what">${isOfMany ? said.pledges(group.pledges) : subject(row)}
      ${groupView(row, zone, { isOpen, toggle })}</span>
    ${isOfMany ? nothing : noteView(row)}`;
}

function subject({ pledge, slug, tracker, detail }: AuditRow): TemplateResult | string {
  if (pledge)
    return html`<a class="title" href=${hrefOf(pledge)} lang=${pledge.title ? languageIn(pledge.tracker) : nothing}>${pledge.title ?? pledge.slug}</a>`;
  if (slug === null && tracker !== null)
    return written(pledges.tracker(tracker)?.name ?? tracker, pledges.tracker(tracker));
  const { name } = (detail ?? {}) as { name?: unknown };
  return slug ?? (typeof name === 'string' ? name : '');
}

function groupView(
  { group, act }: AuditRow,
  zone: string,
  { isOpen, toggle }: { isOpen: boolean; toggle(): void },
): TemplateResult | typeof nothing {
  if (!group) return nothing;
  return html`<span class="soft">${said.times(group.rows)}, ${said.since} ${clockOf(group.since, zone).time}</span>
    <button class="quiet" aria-expanded=${isOpen ? 'true' : 'false'} aria-label=${isOpen ? nothing : said.eachOf(actName(act))}
      @click=${toggle}>${isOpen ? said.fold : said.each}</button>`;
}

const TEXTS = ['note', 'looked', 'comment', 'reason', 'why'];

// What readers, a writer or the audit itself were told. Any field of it is somebody's text.
function noteView({ detail, tracker, act }: AuditRow): TemplateResult | typeof nothing {
  if (detail === null || typeof detail !== 'object') return nothing;
  const fields = detail as Record<string, unknown>;
  const texts = TEXTS.map((name) => fields[name]).filter((text) => typeof text === 'string');
  const alone = fields.brokeGlass;
  return html`${texts.length > 0 ? html`<span class="note" lang=${tracker ? languageIn(tracker) : nothing}>${texts.join(' ')}</span>` : nothing}
    ${typeof alone === 'string' ? html`<span class="note"><strong>${said.alone}</strong> ${alone}</span>` : nothing}
    <details><summary aria-label=${said.detailsOf(actName(act))}>${said.details}</summary>
      <pre>${JSON.stringify(detail, null, 2)}</pre></details>`;
}
