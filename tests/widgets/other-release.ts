// Another release of the script, for pages that have two: it has at once what today's loads later, and so it shares other
// things with parts of its own.
import '../../widgets/embed.ts';
import { words } from '../../widgets/words/cy.ts';

export const atOnce = words;
