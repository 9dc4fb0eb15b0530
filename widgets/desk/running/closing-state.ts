// What somebody has decided of the end of a term so far, and what that comes to.
import type { Closable, Closing } from '../../../data/running.ts';

/** What becomes of something: another verdict or the same, and what readers are told. */
export type Decision = { to: string; note: string; headline: string; summary: string };

/** By verdict, and by the slug of an exception. `closedAt` is a day. */
export type ClosingState = {
  closedAt: string;
  rules: Readonly<Record<string, Decision>>;
  exceptions: Readonly<Record<string, Decision>>;
};

export const UNDECIDED: Decision = { to: '', note: '', headline: '', summary: '' };

export const NOTHING_DECIDED: ClosingState = { closedAt: '', rules: {}, exceptions: {} };

/** An open pledge, as the endpoint lists it. */
export type OpenPledge = Closable['pledges'][number];

function of(decisions: Readonly<Record<string, Decision>>, key: string): Decision | undefined {
  return Object.hasOwn(decisions, key) ? decisions[key] : undefined;
}

/** What is decided of pledges of a verdict. */
export function ruleOf({ rules }: ClosingState, verdict: string): Decision {
  return of(rules, verdict) ?? UNDECIDED;
}

/** The exception that is made of a pledge, if any. */
export function exceptionOf({ exceptions }: ClosingState, slug: string): Decision | undefined {
  return of(exceptions, slug);
}

/** What becomes of a pledge: by its exception, or by the rule of its verdict; empty while nothing is said of it. */
export function verdictAfter(state: ClosingState, { slug, verdict }: OpenPledge): string {
  return (exceptionOf(state, slug) ?? ruleOf(state, verdict)).to;
}

/** How many pledges there would be of each verdict, of those that are open now. */
export function tally(state: ClosingState, pledges: readonly OpenPledge[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const pledge of pledges) {
    const to = verdictAfter(state, pledge);
    counts.set(to, (counts.get(to) ?? 0) + 1);
  }
  return counts;
}

/** The same as the endpoint takes it. What is left as it is needs no words, and an exception of what is final now is none. */
export function asClosing(state: ClosingState, closable: Closable, breakGlass: string | null): Closing {
  const open = new Map(closable.pledges.map(({ slug, verdict }) => [slug, verdict]));
  const exceptions = Object.entries(state.exceptions).filter(([slug]) => open.has(slug));
  return {
    closedAt: state.closedAt,
    breakGlass,
    rules: closable.open.flatMap(({ verdict }) => {
      const { to, ...texts } = ruleOf(state, verdict);
      return to === '' ? [] : [{ from: verdict, to, ...(to === verdict ? {} : filled(texts)) }];
    }),
    exceptions: exceptions.map(([slug, { to, ...texts }]) => ({
      slug,
      to,
      ...(to === open.get(slug) ? {} : filled(texts)),
    })),
  };
}

function filled(texts: Omit<Decision, 'to'>): Partial<Omit<Decision, 'to'>> {
  const entries = Object.entries(texts).map(([name, text]) => [name, text.trim()]);
  return Object.fromEntries(entries.filter(([, text]) => text !== ''));
}
