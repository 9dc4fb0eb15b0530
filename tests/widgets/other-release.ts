// Another release of the script, for pages that have two: it has at once some of what today's loads later, and so it shares
// other things with parts of its own.
import '../../widgets/embed.ts';
import { notesOf } from '../../widgets/badge-notes.ts';
import { badgeLinks } from '../../widgets/plain-links.ts';
import { words } from '../../widgets/words/cy.ts';

export const atOnce = { badgeLinks, notesOf, words };
