import { html, nothing, type TemplateResult } from 'lit';
import type { Piece, Row } from './difference.ts';
import { isOfTracker } from './field-text.ts';
import { words } from './words.ts';

/** Differences as text: struck out and underlined for the eye, and said in words for who hears them. */
export function differenceView(rows: readonly Row[], language: string): TemplateResult {
  return html`<dl class="difference">
    ${rows.map(
      ({ field, lines }) =>
        html`<div>
          <dt>${words.fields[field] ?? field}</dt>
          ${lines.map(
            (pieces) =>
              html`<dd lang=${isOfTracker(field) ? language : nothing}>${pieces.map(pieceView)}</dd>`,
          )}
        </div>`,
    )}
  </dl>`;
}

function pieceView({ text, is }: Piece): TemplateResult {
  switch (is) {
    case 'removed':
      return html`<del>${said(words.difference.removed)}${text}${said(words.difference.end)}</del>`;
    case 'added':
      return html`<ins>${said(words.difference.added)}${text}${said(words.difference.end)}</ins>`;
    case 'gap':
      return html`<span class="gap"><span aria-hidden="true">${text}</span>${said(words.difference.gap)}</span>`;
    default:
      return html`${text || nothing}`;
  }
}

// Most screen readers say nothing of <del> and <ins> by themselves.
function said(text: string): TemplateResult {
  return html`<span class="said" lang="en"> ${text} </span>`;
}
