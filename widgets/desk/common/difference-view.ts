import { html, nothing, type TemplateResult } from 'lit';
import { publishingWords } from '../words/publishing-words.ts';
import { writingWords } from '../words/writing-words.ts';
import type { Piece, Row } from './difference.ts';
import { isOfTracker } from './field-text.ts';

/** Differences as text: struck out and underlined for the eye, and said in words for who hears them. */
export function differenceView(rows: readonly Row[], language: string): TemplateResult {
  return html`<dl class="difference">
    ${rows.map(
      ({ field, lines }) =>
        html`<div>
          <dt>${writingWords.fields[field] ?? field}</dt>
          ${lines.map(
            (pieces) =>
              html`<dd lang=${isOfTracker(field) ? language : nothing} dir="auto">${pieces.map(pieceView)}</dd>`,
          )}
        </div>`,
    )}
  </dl>`;
}

function pieceView({ text, is }: Piece): TemplateResult {
  switch (is) {
    case 'removed':
      return html`<del>${said(publishingWords.difference.removed)}${text}${said(publishingWords.difference.end)}</del>`;
    case 'added':
      return html`<ins>${said(publishingWords.difference.added)}${text}${said(publishingWords.difference.end)}</ins>`;
    case 'gap':
      return html`<span class="gap"><span aria-hidden="true">${text}</span>${said(publishingWords.difference.gap)}</span>`;
    default:
      return html`${text || nothing}`;
  }
}

// Most screen readers say nothing of <del> and <ins> by themselves.
function said(text: string): TemplateResult {
  return html`<span class="said" lang="en"> ${text} </span>`;
}
