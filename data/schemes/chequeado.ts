// The four categories of Chequeado (Argentina) for campaign promises, since 2016:
// https://chequeado.com/por-que-y-como-hicimos-promesaschequeadas/ (read in November 2026); and one for what is not assessed yet.
// What each means is told in our words.
import type { Scheme } from '../tracker.ts';

/** The words of Chequeado, in Spanish: two for a promise on the way, by its pace. */
export const chequeado: Scheme = {
  id: 'chequeado',
  version: 1,
  verdicts: [
    {
      id: 'sin-evaluar',
      label: { es: 'Sin evaluar' },
      definition: { es: 'La redacción todavía no evaluó esta promesa.' },
      outcome: 'unrated',
      final: false,
      counted: false,
      order: 0,
    },
    {
      id: 'en-proceso-adelantada',
      label: { es: 'En proceso, adelantada' },
      definition: { es: 'Se dieron pasos oficiales, y los datos indican que puede cumplirse a tiempo.' },
      outcome: 'in-progress',
      final: false,
      counted: true,
      order: 1,
    },
    {
      id: 'en-proceso-demorada',
      label: { es: 'En proceso, demorada' },
      definition: { es: 'Se dieron pasos oficiales, pero al ritmo actual no se cumpliría a tiempo.' },
      outcome: 'stalled',
      final: false,
      counted: true,
      order: 2,
    },
    {
      id: 'cumplida',
      label: { es: 'Cumplida' },
      definition: { es: 'Se hizo lo que se había prometido.' },
      outcome: 'kept',
      final: true,
      counted: true,
      order: 3,
    },
    {
      id: 'incumplida',
      label: { es: 'Incumplida' },
      definition: {
        es: 'No se hizo en el plazo prometido, los datos van en sentido contrario o el gobierno admitió que no lo hará.',
      },
      outcome: 'broken',
      final: true,
      counted: true,
      order: 4,
    },
  ],
};
