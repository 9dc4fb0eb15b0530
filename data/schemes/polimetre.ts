// The four levels of the Polimètre of Université Laval, the second of them in its two parts, as its reports count them:
// https://www.ulaval.ca/notre-universite/salle-de-presse/communiques-de-presse/communiques-2022/polimetre-trudeau-30-un-nombre-record-de-578-promesses-a-suivre
// (read in November 2026). What each means is told in our words.
import type { Scheme } from '../tracker.ts';

/** The words of the Polimètre, in French. */
export const polimetre: Scheme = {
  id: 'polimetre',
  version: 1,
  verdicts: [
    {
      id: 'en-suspens',
      label: { fr: 'En suspens' },
      definition: { fr: 'Aucune action officielle n’a encore été engagée.' },
      outcome: 'not-started',
      final: false,
      counted: true,
      order: 0,
    },
    {
      id: 'en-voie-de-realisation',
      label: { fr: 'En voie de réalisation' },
      definition: { fr: 'Une action officielle est engagée, et son résultat n’est pas acquis.' },
      outcome: 'in-progress',
      final: false,
      counted: true,
      order: 1,
    },
    {
      id: 'partiellement-realisee',
      label: { fr: 'Partiellement réalisée' },
      definition: { fr: 'Une partie importante a été réalisée, et le reste n’est plus à attendre.' },
      outcome: 'partial',
      final: true,
      counted: true,
      order: 2,
    },
    {
      id: 'realisee',
      label: { fr: 'Réalisée' },
      definition: { fr: 'La promesse a été réalisée telle qu’elle était formulée.' },
      outcome: 'kept',
      final: true,
      counted: true,
      order: 3,
    },
    {
      id: 'rompue',
      label: { fr: 'Rompue' },
      definition: {
        fr: 'Le gouvernement y a renoncé, a fait le contraire ou a laissé passer sa propre échéance.',
      },
      outcome: 'broken',
      final: true,
      counted: true,
      order: 4,
    },
  ],
};
