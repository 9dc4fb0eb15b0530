// How words that are not in the language of a page are marked in it.
import type { Child } from 'hono/jsx';
import { type Labels, labelIn } from '../label.ts';
import type { Localizer } from '../localizer.ts';

/** Languages whose script runs from right to left, unless they name another. */
const WRITTEN_FROM_RIGHT = /^(ar|ckb|dv|fa|he|ps|sd|ug|ur|yi)(?!-latn|-cyrl)\b/i;

/** The side from which a language is written, in the script that it usually has. */
export function directionOf(language: string): 'ltr' | 'rtl' {
  return WRITTEN_FROM_RIGHT.test(language) ? 'rtl' : 'ltr';
}

/** The `lang` of a desk's words where it is not the page's (WCAG 2.2, 3.1.2), and the side that they begin at. */
export function theirs(lang: string, l10n: Localizer): { lang?: string; dir?: string } {
  const isOfPage = lang.split('-', 1)[0] === l10n.language;
  const dir = directionOf(lang);
  return { ...(isOfPage ? {} : { lang }), ...(dir === l10n.direction ? {} : { dir }) };
}

type TheirsProps = { lang: string; l10n: Localizer; children: Child };

/** Words of a desk in the middle of a sentence of ours. In Arabic they may be a name that is written from the left. */
export function Theirs({ lang, l10n, children }: TheirsProps) {
  const marks = theirs(lang, l10n);
  if (l10n.direction === 'rtl') return <bdi {...marks}>{children}</bdi>;
  return marks.lang === undefined ? children : <span {...marks}>{children}</span>;
}

/** A label as `labelIn` chooses it, marked as what it is. */
export function Label({ of: labels, own, l10n }: { of: Labels; own: string; l10n: Localizer }) {
  const { text, lang } = labelIn(labels, l10n, own);
  return (
    <Theirs lang={lang} l10n={l10n}>
      {text}
    </Theirs>
  );
}
