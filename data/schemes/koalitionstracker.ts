// The words of the German Koalitionstracker: of FragDenStaat ("umgesetzt", "begonnen", "zurückgestellt"; Handelsblatt, 17 March 2022,
// https://www.handelsblatt.com/politik/deutschland/regierungsarbeit-ampel-bilanz-erst-knapp-zwei-prozent-der-vorhaben-umgesetzt/28178172.html)
// and of the Süddeutsche Zeitung ("teilweise", "gebrochen"; https://www.dwdl.de/nachrichten/67066/ and
// https://www.sueddeutsche.de/politik/bundesregierung-aufgaben-grosse-koalition-1.3959524). Read in November 2026.
import type { Scheme } from '../tracker.ts';

/** What German trackers of coalition agreements say, in German. */
export const koalitionstracker: Scheme = {
  id: 'koalitionstracker',
  version: 1,
  verdicts: [
    {
      id: 'noch-nicht-bewertet',
      label: { de: 'Noch nicht bewertet' },
      definition: { de: 'Die Redaktion hat dieses Vorhaben noch nicht geprüft.' },
      outcome: 'unrated',
      final: false,
      counted: false,
      order: 0,
    },
    {
      id: 'nicht-begonnen',
      label: { de: 'Noch nicht begonnen' },
      definition: { de: 'Es gibt keinen öffentlich bekannten Schritt zur Umsetzung.' },
      outcome: 'not-started',
      final: false,
      counted: true,
      order: 1,
    },
    {
      id: 'begonnen',
      label: { de: 'Begonnen' },
      definition: { de: 'Die Umsetzung hat begonnen: Es liegt zum Beispiel ein Referentenentwurf vor.' },
      outcome: 'in-progress',
      final: false,
      counted: true,
      order: 2,
    },
    {
      id: 'zurueckgestellt',
      label: { de: 'Zurückgestellt' },
      definition: { de: 'Die Arbeit ruht oder wurde verschoben, ohne dass das Vorhaben aufgegeben wäre.' },
      outcome: 'stalled',
      final: false,
      counted: true,
      order: 3,
    },
    {
      id: 'teilweise-umgesetzt',
      label: { de: 'Teilweise umgesetzt' },
      definition: { de: 'Ein wesentlicher Teil ist umgesetzt, und mit dem Rest ist nicht mehr zu rechnen.' },
      outcome: 'partial',
      final: true,
      counted: true,
      order: 4,
    },
    {
      id: 'umgesetzt',
      label: { de: 'Umgesetzt' },
      definition: { de: 'Das Vorhaben ist so umgesetzt, wie es formuliert war.' },
      outcome: 'kept',
      final: true,
      counted: true,
      order: 5,
    },
    {
      id: 'gebrochen',
      label: { de: 'Gebrochen' },
      definition: {
        de: 'Das Gegenteil wurde beschlossen, die eigene Frist ist verstrichen, oder das Vorhaben ist aufgegeben.',
      },
      outcome: 'broken',
      final: true,
      counted: true,
      order: 6,
    },
  ],
};
