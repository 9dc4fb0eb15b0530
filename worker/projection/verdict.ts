// The words of a verdict as readers get them.
import { currentId } from '../../data/current-ids.ts';
import type { Pledge } from '../../data/pledge.ts';
import type { VerdictLabel } from '../../data/published.ts';
import type { RevisionKind } from '../../data/revision.ts';
import type { SchemeVerdict } from '../../data/tracker.ts';
import { WITHDRAWN as WITHDRAWN_LABEL } from '../../data/words/languages.ts';
import type { TrackerInput } from './input.ts';

type Given = { id: string; scheme: number };

/**
 * What stands in the place of a retracted verdict, wherever it was quoted, in every language that embeds speak. It names
 * the verdict: the desk took that back, and not the politician the promise.
 */
export const WITHDRAWN: VerdictLabel = {
  id: 'withdrawn',
  label: WITHDRAWN_LABEL,
  outcome: 'unclear',
};

/** The same in the desk's language, or in English. */
export function withdrawnIn({ language }: { language: string }): string {
  return WITHDRAWN.label[language] ?? WITHDRAWN.label.en ?? '';
}

/** A verdict in the words of the scheme version that it was given under. */
export function schemeVerdict(
  { id, scheme: version }: Given,
  { schemes, tracker }: TrackerInput,
): SchemeVerdict {
  const scheme = schemes.get(version) ?? tracker.scheme;
  const found = scheme.verdicts.find((verdict) => verdict.id === id);
  if (!found) throw new Error(`Scheme ${scheme.id} ${version} of ${tracker.id} lacks a verdict in use.`);
  return found;
}

/** What is said of a pledge now: its verdict, or that it was withdrawn. */
export function currentLabel(status: Pledge['status'], verdict: Given, whole: TrackerInput): VerdictLabel {
  return status === 'retracted' ? WITHDRAWN : labelOf(verdict, whole);
}

/** The verdict that this one took the place of. A correction does not repeat what was wrong, nor a retraction what it withdrew. */
export function replaced(
  kind: RevisionKind,
  before: VerdictLabel | null,
  verdict: VerdictLabel,
): VerdictLabel | null {
  return kind === 'correction' || kind === 'retraction' || before?.id === verdict.id ? null : before;
}

/** A verdict's label and outcome, whatever became of it; its id is that of now, so that a renamed verdict is the same verdict. */
export function labelOf(verdict: Given, whole: TrackerInput): VerdictLabel {
  const { id, label, outcome } = schemeVerdict(verdict, whole);
  return { id: currentId(whole.tracker.scheme.verdicts, id), label, outcome };
}
