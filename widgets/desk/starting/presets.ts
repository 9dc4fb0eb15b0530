// The schemes that a new tracker may begin with. What each of them means, and where its words are from, is in data/schemes/.
import { bursatAlWuud } from '../../../data/schemes/bursat-al-wuud.ts';
import { chequeado } from '../../../data/schemes/chequeado.ts';
import { fullFact } from '../../../data/schemes/full-fact.ts';
import { koalitionstracker } from '../../../data/schemes/koalitionstracker.ts';
import { plain } from '../../../data/schemes/plain.ts';
import { policyTracker } from '../../../data/schemes/policy-tracker.ts';
import { polimetre } from '../../../data/schemes/polimetre.ts';
import { politifact } from '../../../data/schemes/politifact.ts';
import type { Scheme, SchemeVerdict } from '../../../data/tracker.ts';

type Preset = { scheme: Scheme; name: string };

/** Ours first, then those of desks, by language. */
export const PRESETS: readonly Preset[] = [
  { scheme: plain, name: 'Plain: a word for each outcome (six languages)' },
  { scheme: policyTracker, name: 'Policy Tracker, Vote for Policies (English)' },
  { scheme: politifact, name: 'PolitiFact’s meters (English)' },
  { scheme: fullFact, name: 'Full Fact’s Government Tracker (English)' },
  { scheme: koalitionstracker, name: 'Koalitionstracker (Deutsch)' },
  { scheme: polimetre, name: 'Polimètre (français)' },
  { scheme: chequeado, name: 'Chequeado (español)' },
  { scheme: bursatAlWuud, name: 'بورصة الوعود (العربية)' },
];

/** The verdicts of a preset with their words in `language`, or in the preset's own where it has none in that. */
export function verdictsOf(preset: string, language: string): SchemeVerdict[] {
  const scheme = PRESETS.find(({ scheme }) => scheme.id === preset)?.scheme ?? plain;
  return scheme.verdicts.map((verdict) => ({
    ...verdict,
    label: inLanguage(verdict.label, language),
    definition: { [language]: Object.values(inLanguage(verdict.definition, language))[0] ?? '' },
  }));
}

/** Whether a preset says in this language what its verdicts mean. */
export function isDefinedIn(preset: string, language: string): boolean {
  const scheme = PRESETS.find(({ scheme }) => scheme.id === preset)?.scheme;
  return scheme?.verdicts.every(({ definition }) => wordIn(definition, language) !== undefined) ?? true;
}

// A tracker in `de-AT` begins with the words for `de`. What there is in other languages stays, for articles in these.
function inLanguage(text: Record<string, string>, language: string): Record<string, string> {
  const own = wordIn(text, language) ?? Object.values(text)[0] ?? '';
  const others = Object.entries(text).filter(([tag, word]) => tag !== baseOf(language) && word !== own);
  return { [language]: own, ...Object.fromEntries(others) };
}

function wordIn(text: Record<string, string>, language: string): string | undefined {
  return text[language] ?? text[baseOf(language)];
}

function baseOf(language: string): string {
  return language.split('-')[0] ?? language;
}
