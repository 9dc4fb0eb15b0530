// What the routes of several pages ask of a request, and answer it alike.
import type { Language } from '../../data/words/languages.ts';
import { sendsMail } from '../courier/mail/offered.ts';
import { isLanguage } from '../localizer.ts';
import type { Page } from './document-page.ts';
import { redirect } from './reading.ts';

/** What the form to follow by mail needs, where mail is sent. */
export function mailForm({ env }: Page): { turnstileKey: string } | null {
  return sendsMail(env) ? { turnstileKey: env.TURNSTILE_SITE_KEY } : null;
}

/** The language that `?lang=` names, also in the address of a form; what is none of ours is left aside. */
export function chosenLanguage({ req }: Pick<Page, 'req'>): Language | undefined {
  const lang = req.query('lang');
  return isLanguage(lang) ? lang : undefined;
}

/** Leads elsewhere for good; with its tags, so that a name which leads the other way round by now leads in no circle at the edge. */
export function moved(context: Page, to: string, tags: string): Response {
  return redirect(context, 301, to, { 'cache-tag': tags });
}
