import { expect, test } from 'vitest';
import { OUTCOMES, type Outcome } from '../../data/outcome.ts';
import { publishableSchema } from '../../data/pledge.ts';
import { bursatAlWuud } from '../../data/schemes/bursat-al-wuud.ts';
import { chequeado } from '../../data/schemes/chequeado.ts';
import { fullFact } from '../../data/schemes/full-fact.ts';
import { koalitionstracker } from '../../data/schemes/koalitionstracker.ts';
import { plain } from '../../data/schemes/plain.ts';
import { policyTracker } from '../../data/schemes/policy-tracker.ts';
import { polimetre } from '../../data/schemes/polimetre.ts';
import { politifact } from '../../data/schemes/politifact.ts';
import { type Scheme, schemeSchema } from '../../data/tracker.ts';
import { aPledge, aTracker, aVerdict, NOW } from '../builders.ts';

type Row = [id: string, label: string, outcome: Outcome];

function schemeOf(id: string, language: string, rows: Row[]): Scheme {
  return {
    id,
    version: 1,
    verdicts: rows.map(([verdict, label, outcome], order) => ({
      id: verdict,
      label: { [language]: label },
      definition: { [language]: label },
      outcome,
      final: ['kept', 'broken', 'partial'].includes(outcome),
      counted: !['unrated', 'unclear'].includes(outcome),
      order,
    })),
  };
}

const abcRmit = schemeOf('abc-rmit', 'en-AU', [
  ['delivered', 'Delivered', 'kept'],
  ['in-progress', 'In progress', 'in-progress'],
  ['stalled', 'Stalled', 'stalled'],
  ['thwarted', 'Thwarted', 'broken'],
  ['broken', 'Broken', 'broken'],
]);
const holderDeOrd = schemeOf('holder-de-ord', 'no', [
  ['holdt', 'Holdt', 'kept'],
  ['delvis-holdt', 'Delvis holdt', 'partial'],
  ['brutt', 'Brutt', 'broken'],
  ['kan-ikke-etterproves', 'Kan ikke etterprøves', 'unclear'],
]);

const PRESETS = [
  policyTracker,
  plain,
  politifact,
  fullFact,
  koalitionstracker,
  polimetre,
  chequeado,
  bursatAlWuud,
];
const SCHEMES = [...PRESETS, abcRmit, holderDeOrd];

test.each(SCHEMES)(
  'a pledge can be published with every verdict of the scheme $id, in its own words',
  (scheme) => {
    expect(schemeSchema.parse(scheme)).toEqual(scheme);
    const publishable = publishableSchema(aTracker({ scheme }), NOW);
    for (const { id } of scheme.verdicts)
      expect(publishable.safeParse(aPledge({ verdict: aVerdict({ id }) })).error).toBeUndefined();
  },
);

test.each(SCHEMES)('a verdict of another desk is refused by the scheme $id', (scheme) => {
  const strangers = SCHEMES.flatMap(({ verdicts }) => verdicts).filter(
    (stranger) => !scheme.verdicts.some(({ id }) => id === stranger.id),
  );
  expect(strangers).not.toEqual([]);
  const publishable = publishableSchema(aTracker({ scheme }), NOW);
  for (const { id } of strangers) {
    const { error } = publishable.safeParse(aPledge({ verdict: aVerdict({ id }) }));
    expect(error?.issues).toMatchObject([{ path: ['verdict', 'id'] }]);
  }
});

test('what ABC/RMIT calls thwarted is a broken pledge with a reason of its own', () => {
  const outcomes = new Map(abcRmit.verdicts.map(({ id, outcome }) => [id, outcome]));
  expect(outcomes.get('thwarted')).toBe(outcomes.get('broken'));
  const pledge = aPledge({ verdict: aVerdict({ id: 'thwarted', reasons: ['blocked', 'no-majority'] }) });
  expect(publishableSchema(aTracker({ scheme: abcRmit }), NOW).parse(pledge).verdict).toMatchObject({
    id: 'thwarted',
    reasons: ['blocked', 'no-majority'],
  });
});

test('two words of a desk may share an outcome and stay two words', () => {
  const inProgress = fullFact.verdicts.filter(({ outcome }) => outcome === 'in-progress');
  expect(inProgress.map(({ label }) => label.en)).toEqual(['Appears on track', 'In progress']);
});

test('the plain scheme has one verdict for each outcome, under the name and in the order of the outcomes', () => {
  expect(plain.verdicts.map(({ id }) => id)).toEqual(OUTCOMES);
  expect(plain.verdicts.map(({ outcome }) => outcome)).toEqual(OUTCOMES);
  expect(plain.verdicts.map(({ order }) => order)).toEqual(OUTCOMES.map((_, index) => index));
});

test('the Policy Tracker’s verdicts come down to five outcomes', () => {
  expect(policyTracker.verdicts.map(({ id, label, outcome }) => [id, label.en, outcome])).toEqual([
    ['not-assessed', 'Not assessed', 'unrated'],
    ['not-started', 'Not started', 'not-started'],
    ['in-progress', 'In progress', 'in-progress'],
    ['done', 'Done', 'kept'],
    ['broken', 'Broken', 'broken'],
  ]);
});

test.each(PRESETS)('every verdict of the preset $id counts unless it is no answer', ({ verdicts }) => {
  for (const { outcome, counted } of verdicts)
    expect(counted).toBe(outcome !== 'unrated' && outcome !== 'unclear');
});

test('every language of the plain scheme has a word and a definition for every verdict, and no two are the same', () => {
  const languages = Object.keys(plain.verdicts[0]!.label);
  expect(languages).toContain('en');
  for (const language of languages) {
    for (const of of ['label', 'definition'] as const) {
      const words = plain.verdicts.map((verdict) => verdict[of][language]);
      expect(words, `${of} in ${language}`).not.toContain(undefined);
      expect(new Set(words).size).toBe(OUTCOMES.length);
    }
  }
});
