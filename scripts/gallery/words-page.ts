// Every text of a language beside the English one, and the pages on which they stand.

import { escaped } from '../../data/markup.ts';
import { LANGUAGES, type Language, REVIEWED } from '../../data/words/languages.ts';
import { type Message, readWords } from '../words/read.ts';
import { framed } from './frame.ts';

const shown = (message: Message = '') =>
  typeof message === 'string'
    ? escaped(message)
    : Object.entries(message)
        .map(([form, text]) => `<b lang="en" dir="ltr">${form}</b> ${escaped(text)}`)
        .join('<br>');

/** `/gallery/words/de`: a table of all texts; `pages` are the names of the site's pages in that language. */
export function wordsPage(language: Language, pages: Iterable<string>): string {
  const all = readWords();
  const [english, words] = [all.get('en') ?? {}, all.get(language) ?? {}];
  const direction = words['language.direction'] === 'rtl' ? 'rtl' : 'ltr';
  const rows = Object.keys(words).map(
    (key) =>
      `<tr id="${key}"><th scope="row">${key}</th><td>${shown(english[key])}</td><td lang="${language}" dir="${direction}">${shown(words[key])}</td></tr>`,
  );
  const links = [...pages].map((page) => `<a href="/gallery/site/${language}/${page}">${page}</a>`);
  const languages = Object.entries(LANGUAGES).map(
    ([code, name]) => `<a href="/gallery/words/${code}" lang="${code}">${name}</a>`,
  );
  const reader = REVIEWED[language];
  return framed(
    `Words (${LANGUAGES[language]})`,
    ['<link rel="stylesheet" href="/assets/site.css">'],
    `<main id="main">
<h1>Words: ${LANGUAGES[language]}</h1>
<p>${reader === null ? 'No native speaker has read them.' : `Read by ${escaped(reader)}.`} They are in <code>data/words/${language}.json</code>.</p>
<nav aria-label="Language"><p>${languages.join(' · ')}</p></nav>
<p>In their places, on pages of a council that does not exist: ${links.join(', ')}; and in <a href="/gallery${language === 'en' ? '' : `/${language}`}">the elements</a>.</p>
<table>
<thead><tr><th scope="col">Text</th><th scope="col">English</th><th scope="col">${LANGUAGES[language]}</th></tr></thead>
<tbody>
${rows.join('\n')}
</tbody>
</table>
</main>`,
  );
}
