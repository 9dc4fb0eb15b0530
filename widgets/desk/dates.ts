import { html, type TemplateResult } from 'lit';
import type { Tracker } from '../../data/tracker.ts';

/** An instant as the day it was in the tracker's zone. */
export function dayOf(instant: string, tracker: Tracker | undefined): TemplateResult {
  return html`<time datetime=${instant}>${format(instant, tracker?.timezone ?? 'UTC')}</time>`;
}

/** A day (`2018-04-01`), which is the same in every zone; a month or a year where no more is known. */
export function day(date: string): TemplateResult {
  const [, month, day] = date.split('-');
  const exact = { ...(day && { day: DAY.day }), ...(month && { month: DAY.month }), year: DAY.year };
  return html`<time datetime=${date}>${formatter({ ...exact, timeZone: 'UTC' }).format(new Date(date))}</time>`;
}

/** An instant as day and time in the tracker's zone, which is named. */
export function momentOf(instant: string, tracker: Tracker | undefined): TemplateResult {
  return html`<time datetime=${instant}>${momentText(instant, tracker)}</time>`;
}

/** The same as text, for a sentence. */
export function momentText(instant: string, tracker: Tracker | undefined): string {
  const timeZone = tracker?.timezone ?? 'UTC';
  const text = formatter({ ...DAY, hour: '2-digit', minute: '2-digit', timeZoneName: 'short', timeZone });
  return text.format(new Date(instant));
}

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

// A list of hundreds has few zones, and a formatter takes longer to make than to use.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat('en-GB', options);
  formatters.set(key, known);
  return known;
}

function format(date: string, timeZone: string): string {
  return formatter({ ...DAY, timeZone }).format(new Date(date));
}
