// The drawings that stand for outcomes, in embeds and pages alike: one even-odd path each, told apart by their shape alone,
// in black and white, at 12 pixels. Paths and nothing else: the script that every page loads brings them along.
import type { Outcome } from './outcome.ts';

const DISC = 'M8 1a7 7 0 1 0 .1 0z';
const WAVE = 'c2.2-2.9 4.6-2.5 7-.9s4.2 1.6 7-1.6v3.5c-2.2 2.9-4.6 2.5-7 .9s-4.2-1.6-7 1.6z';
const RING = `${DISC}m0 2a5 5 0 1 0 .1 0z`;

/** An icon of the set as an SVG path on a 16 x 16 grid, by outcome or by what else became of a verdict. */
export const ICONS = {
  // A ring that is only begun.
  unrated:
    'M6.2 1.2a7 7 0 0 0-5 5l2 .5a5 5 0 0 1 3.5-3.5zM9.8 1.2a7 7 0 0 1 5 5l-2 .5a5 5 0 0 0-3.5-3.5zM6.2 14.8a7 7 0 0 1-5-5l2-.5a5 5 0 0 0 3.5 3.5zM9.8 14.8a7 7 0 0 0 5-5l-2-.5a5 5 0 0 1-3.5 3.5z',
  'not-started': RING,
  // A ring, filled to the half.
  'in-progress': `${DISC}m0 2a5 5 0 0 1 0 10z`,
  // A pause sign.
  stalled: 'M2.5 2h4v12h-4zM9.5 2h4v12h-4z',
  // A disc that lacks a quarter.
  partial: 'M8 8V1a7 7 0 1 0 7 7z',
  // A disc with a tick.
  kept: `${DISC}M4 8l1.5-1.5 2 2 3.5-4 1.5 1.5-5 5.5z`,
  // A disc broken in two, its halves out of line.
  broken:
    'M6.5 2.2a6.7 6.7 0 0 0 .3 13.2L5.3 11l2.3-2.5L5 5zM9.5.6a6.7 6.7 0 0 1 .3 13.2L8.6 10l2.3-2.5L8.2 4z',
  // Two waves: about so.
  unclear: `M1 4.5${WAVE}M1 10.5${WAVE}`,
  // A ring crossed out.
  retracted: `${RING}M5.2 3.8l7 7-1.4 1.4-7-7z`,
  // An arrow that comes round.
  changed: 'M14 9a6 6 0 1 1-2-5.5L14 2v5H9l1.5-1.5A4 4 0 1 0 12 9z',
  // An hourglass.
  review: 'M2 1h12L9 8l5 7H2l5-7z',
  // No outcome is known: says nothing.
  none: 'M8 5a3 3 0 1 0 .1 0z',
} satisfies Record<Outcome | 'retracted' | 'review' | 'changed' | 'none', string>;

/** An icon of the set. */
export type IconName = keyof typeof ICONS;

/**
 * The colour of each outcome on white, where no stylesheet reaches: images and other people's badges. They are the ones
 * of `widgets/styles.ts` at a lightness of 0.45, at least 7:1 on white.
 */
export const OUTCOME_COLOURS: Record<Outcome | 'retracted', string> = {
  unrated: '#4f5661',
  'not-started': '#4f5661',
  'in-progress': '#504799',
  stalled: '#6d4e31',
  partial: '#6e5000',
  kept: '#006557',
  broken: '#913100',
  unclear: '#6b4768',
  retracted: '#4f5661',
};
