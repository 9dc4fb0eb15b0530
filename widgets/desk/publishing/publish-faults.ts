// What keeps a draft from being published, and where it is told.
import { html, nothing, type TemplateResult } from 'lit';
import type { Preview } from '../../../data/desk.ts';
import type { FieldError } from '../../../data/field-error.ts';
import { publishingWords } from '../words/publishing-words.ts';
import { words } from '../words/words.ts';
import { writingWords } from '../words/writing-words.ts';
import type { Publication } from './publish-form.ts';

/**
 * By the pointer of its control, what is missing before a publication is worth sending; `publishAt` is the instant that its
 * time means. In a private tracker (`isUntold`) there is nobody yet who is told anything.
 */
export function missingIn(
  how: Publication,
  preview: Preview,
  publishAt: string | null,
  isUntold = false,
): Map<string, string> {
  const { ask } = words;
  const { publish } = publishingWords;
  const missing = new Map<string, string>();
  if (!isUntold && preview.kind !== 'edit' && !how.note.trim()) missing.set('/note', publish.noteMissing);
  if (!isUntold && isLater(how) && !publishAt)
    missing.set('/time', how.time ? publish.noSuchTime : publish.timeMissing);
  if (preview.needsSecondPerson && !how.breakGlass.trim()) missing.set('/breakGlass', ask.missing);
  return missing;
}

/** A correction goes out at once, whatever time was chosen before. */
export function isLater(how: Publication): boolean {
  return how.isLater && !how.isCorrection;
}

const CONTROLS: Record<string, string> = { '/publishAt': '/time', '/breakGlass': '/breakGlass' };

/** The endpoint's errors by the pointer of the control that each is told at. */
export function faultsOf(errors: readonly FieldError[]): Map<string, string> {
  return new Map(
    errors.map(({ pointer, detail }) => [
      CONTROLS[pointer] ?? '/note',
      `${fieldName(pointer)} ${detail}`.trim(),
    ]),
  );
}

/** What is wrong with the draft itself, and the way to where it is mended, for whoever may. */
export function notReadyView(
  errors: readonly FieldError[],
  href: string | null,
  said = publishingWords.publish.notReady,
): TemplateResult {
  return html`<p class="problem">${said}</p>
    <ul class="problem">
      ${errors.map(({ pointer, detail }) => html`<li>${fieldName(pointer)} ${detail}</li>`)}
    </ul>
    ${href === null ? nothing : html`<p><a href=${href}>${publishingWords.publish.mend}</a></p>`}`;
}

function fieldName(pointer: string): string {
  const parts = pointer.split('/').slice(2);
  const field = [`/${parts.join('/')}`, `/${parts[0]}`].find((each) => writingWords.fields[each]);
  return field ? `${writingWords.fields[field]}:` : '';
}
