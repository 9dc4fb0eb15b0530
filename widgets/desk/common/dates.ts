// Days and times, everywhere in the desk as the editor's browser writes them: the fields for dates can be no other way. They
// are those of the tracker's zone.
import { html, nothing, type TemplateResult } from 'lit';
import type { Tracker } from '../../../data/tracker.ts';
import { words } from '../words/words.ts';

const DAY = { day: 'numeric', month: 'short', year: 'numeric' } as const;

const { locale } = new Intl.DateTimeFormat().resolvedOptions();
// A month's name is to be read aloud in its own language.
const LANGUAGE = /^en\b/.test(locale) ? nothing : locale;

/** An instant as the day it was in the tracker's zone. */
export function dayOf(instant: string, tracker: Tracker | undefined): TemplateResult {
  return timeView(instant, formatter({ ...DAY, timeZone: zoneOf(tracker) }).format(new Date(instant)));
}

/** A day (`2018-04-01`), which is the same in every zone; a month or a year where no more is known. */
export function day(date: string): TemplateResult {
  return timeView(date, dayText(date));
}

/** The same as text. What is no day, month or year, or a span of two, stays as it is. */
export function dayText(date: string): string {
  const span = date.split('/');
  if (!span.every((each) => PARTIAL_DAY.test(each) && !Number.isNaN(Date.parse(each)))) return date;
  return span.map(oneDay).join(' – ');
}

/** How what somebody typed is understood, for a hint; null where that is no day, or just what they typed. */
export function readBack(typed: unknown): string | null {
  const text = typeof typed === 'string' ? dayText(typed) : typed;
  return text === typed ? null : words.controls.readAs(String(text));
}

const PARTIAL_DAY = /^\d{4}(?:-\d\d){0,2}$/;

function oneDay(date: string): string {
  const [, month, day] = date.split('-');
  const exact = { ...(day && { day: DAY.day }), ...(month && { month: DAY.month }), year: DAY.year };
  return formatter({ ...exact, timeZone: 'UTC' }).format(new Date(date));
}

/** An instant as day and time in the tracker's zone, which is named. */
export function momentOf(instant: string, tracker: Tracker | undefined): TemplateResult {
  return timeView(instant, momentText(instant, tracker));
}

/** The same as text, for a sentence. */
export function momentText(instant: string, tracker: Tracker | undefined): string {
  const time = { hour: '2-digit', minute: '2-digit', timeZoneName: 'short' } as const;
  return formatter({ ...DAY, ...time, timeZone: zoneOf(tracker) }).format(new Date(instant));
}

function timeView(machine: string, text: string): TemplateResult {
  return html`<time datetime=${machine} lang=${LANGUAGE}>${text}</time>`;
}

function zoneOf(tracker: Tracker | undefined): string {
  return tracker?.timezone ?? 'UTC';
}

// A list of hundreds has few zones, and a formatter takes longer to make than to use.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = JSON.stringify(options);
  const known = formatters.get(key) ?? new Intl.DateTimeFormat(undefined, options);
  formatters.set(key, known);
  return known;
}
