// Of one change thousands are told the same. Their letter is written once for as many as are sent to together.
import type { News } from '../../../data/news.ts';
import type { Followed } from './follows.ts';
import type { Letter } from './letter.tsx';
import { changeLetter } from './letters.ts';

/** Makes letters of changes: the same for all who are told the same, but for the ends of each reader's own links. */
export function changeWriter(origin: string) {
  // No title and no note has these in it.
  const standIns = { manage: crypto.randomUUID(), stop: crypto.randomUUID() };
  const written = new Map<string, Promise<Letter>>();
  return async (
    { name, title, language, timezone }: Followed,
    news: News[],
    { manage, stop }: { manage: string; stop: string },
  ): Promise<Letter> => {
    const followed = { name, title, language, timezone };
    const about = JSON.stringify([followed, news]);
    const letter = written.get(about) ?? changeLetter(followed, news, { origin, ...standIns });
    written.set(about, letter);
    const own = (text: string) => text.replaceAll(standIns.manage, manage).replaceAll(standIns.stop, stop);
    const { subject, text, html, headers } = await letter;
    return {
      subject,
      text: own(text),
      html: own(html),
      headers: Object.fromEntries(Object.entries(headers).map(([header, value]) => [header, own(value)])),
    };
  };
}
