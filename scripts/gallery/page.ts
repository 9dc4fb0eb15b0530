// The gallery's page in one language: elements on a page of four kinds, at three widths, in every state. The page itself
// is in English and has no script of its own.
import { plain } from '../../data/schemes/plain.ts';
import { FROM_RIGHT, LANGUAGES, type Language } from '../../data/words/languages.ts';
import { FICTION, fictionIn } from './fiction.ts';
import { framed } from './frame.ts';

/** The kinds of page that elements may stand on; the first is chosen. */
const PAPERS = { white: 'White', newsprint: 'Newsprint', slate: 'Dark grey', black: 'Black' };
/** Pixels. A side column, a phone, a text column. */
const WIDTHS = [220, 320, 600];

type Attributes = Record<string, string | true>;

const ENGLISH = 'lang="en" dir="ltr"';
const AS_OF = '2025-04-02';

function element(tag: string, attributes: Attributes, content: string): string {
  const written = Object.entries(attributes).map(([name, value]) =>
    value === true ? name : `${name}="${value}"`,
  );
  return `<${[tag, ...written].join(' ')}>${content}</${tag}>`;
}

function specimen(name: string, content: string, width?: number): string {
  return `<figure${width ? ` class="w${width}"` : ''}><figcaption ${ENGLISH}>${name}</figcaption>${content}</figure>`;
}

function section(id: string, title: string, about: string, ...specimens: string[]): string {
  return `<section id="${id}" aria-labelledby="${id}-title">
<h2 id="${id}-title" ${ENGLISH}>${title}</h2>
<p class="about" ${ENGLISH}>${about}</p>
<div class="specimens">${specimens.join('\n')}</div>
</section>`;
}

/** The page of one language. One that the fiction is not told in has it in English, as where a desk writes another language. */
export function galleryPage(language: Language): string {
  const fiction = fictionIn(language);
  const text = FICTION[fiction];
  const labelOf = (id: string) => plain.verdicts.find((verdict) => verdict.id === id)?.label[fiction] ?? id;
  const outcomes = plain.verdicts.map(({ outcome }) => outcome);

  const badge = (slug: string, outcome: string, more: Attributes = {}, tracker = 'harbour') => {
    const pledge = `${tracker}-${fiction}/${slug}`;
    const link = `<a href="https://example.org/${pledge}">${labelOf(outcome)}</a>`;
    return element('pledge-badge', { pledge, outcome, ...more }, link);
  };
  const before = (outcome: string, more: Attributes = {}) =>
    badge(`is-${outcome}`, outcome, { live: 'off', ...more });
  const colon = fiction === 'fr' ? '&nbsp;:' : ':';
  const sentence = (title: number, content: string) => `<p>${text.titles[title]}${colon} ${content}.</p>`;
  const card = (slug: string, more: Attributes = {}, tracker = 'harbour') => {
    const pledge = `${tracker}-${fiction}/${slug}`;
    const link = `<a href="https://example.org/${pledge}">${text.titles[0]}</a>`;
    return element('pledge-card', { pledge, ...more }, link);
  };
  const block = (tag: string, tracker: string, more: Attributes = {}) =>
    element(
      tag,
      { tracker: `${tracker}-${fiction}`, ...more },
      `<a href="https://example.org/">${text.allVerdicts}</a>`,
    );
  const everyOutcome = (more: Attributes = {}) =>
    `<p>${outcomes.map((outcome) => before(outcome, more)).join(' ')}</p>`;

  const sections = [
    section(
      'badge',
      'A badge in its states',
      'What a reader meets in a sentence. Point at one, or reach it with the keyboard, for its card.',
      ...outcomes.map((outcome, index) =>
        specimen(outcome, sentence(index, badge(`is-${outcome}`, outcome))),
      ),
      specimen('Before its data', sentence(2, before('in-progress', { 'as-of': AS_OF }))),
      specimen(
        'No outcome is known',
        sentence(2, element('pledge-badge', { live: 'off' }, labelOf('in-progress'))),
      ),
      specimen('Changed since the article', sentence(2, badge('changed', 'in-progress', { 'as-of': AS_OF }))),
      specimen(
        'Changed, pinned',
        sentence(2, badge('changed', 'in-progress', { 'as-of': AS_OF, pinned: true })),
      ),
      specimen('Corrected since the article', sentence(4, badge('corrected', 'broken', { 'as-of': AS_OF }))),
      specimen('Verdict withdrawn', sentence(6, badge('withdrawn', 'broken', { 'as-of': AS_OF }))),
      specimen('Under review', sentence(1, badge('disputed', 'broken'))),
      specimen('Merged into another', sentence(5, badge('merged', 'kept'))),
      specimen('The term is over', sentence(5, badge('is-kept', 'kept', {}, 'closed'))),
      specimen('Unknown id: the page’s own link stays', sentence(5, badge('nobody-knows', 'kept'))),
    ),
    section(
      'page',
      'On every kind of page',
      'Colours follow the text around them. The last two set their own theme on a page of the other kind.',
      ...Object.entries(PAPERS).map(
        ([paper, name]) => `<div class="paper ${paper}">${specimen(name, everyOutcome())}</div>`,
      ),
      `<div class="paper black">${specimen('theme="light" on black', everyOutcome({ theme: 'light' }))}</div>`,
      `<div class="paper white">${specimen('theme="dark" on white', everyOutcome({ theme: 'dark' }))}</div>`,
    ),
    section(
      'card',
      'Card',
      'One pledge as a block: at 220, 320 and 600 pixels, then in its states.',
      ...WIDTHS.map((width) => specimen(`${width}`, card('changed'), width)),
      specimen('Changed since the article', card('changed', { 'as-of': AS_OF }), 320),
      specimen('Changed, pinned', card('changed', { 'as-of': AS_OF, pinned: true }), 320),
      specimen('Corrected since the article', card('corrected', { 'as-of': AS_OF }), 320),
      specimen('Verdict withdrawn', card('withdrawn'), 320),
      specimen('Under review', card('disputed'), 320),
      specimen('Merged into another', card('merged'), 320),
      specimen('The term is over', card('is-kept', {}, 'closed'), 320),
      specimen('theme="light"', card('is-broken', { theme: 'light' }), 320),
      specimen('theme="dark"', card('is-broken', { theme: 'dark' }), 320),
      specimen(
        'No answer: the page’s own content stays',
        card('is-kept', { pledge: 'unreadable/unreadable' }),
        320,
      ),
    ),
    section(
      'summary',
      'Summary',
      'As a bar and as a donut, at 220, 320 and 600 pixels. The picture is for eyes only; the list says the same.',
      ...WIDTHS.map((width) => specimen(`Bar, ${width}`, block('pledge-summary', 'harbour'), width)),
      ...WIDTHS.map((width) =>
        specimen(`Donut, ${width}`, block('pledge-summary', 'harbour', { view: 'donut' }), width),
      ),
    ),
    section(
      'summary-states',
      'Summary in its states',
      'There are no percentages where the set is part of a larger one.',
      specimen('Of one category', block('pledge-summary', 'category'), 320),
      specimen('A part, by the desk’s note', block('pledge-summary', 'part'), 320),
      specimen('A part, by its total', block('pledge-summary', 'few', { view: 'donut' }), 320),
      specimen('The term is over; a notice', block('pledge-summary', 'closed'), 320),
      specimen('One verdict only', block('pledge-summary', 'one', { view: 'donut' }), 320),
      specimen('Long labels', block('pledge-summary', 'long'), 220),
      specimen('694 promises', block('pledge-summary', 'many', { view: 'donut' }), 320),
      specimen('694 promises', block('pledge-summary', 'many'), 320),
      specimen('Nothing published', block('pledge-summary', 'none'), 320),
      specimen('theme="light"', block('pledge-summary', 'harbour', { theme: 'light', view: 'donut' }), 320),
      specimen('theme="dark"', block('pledge-summary', 'harbour', { theme: 'dark', view: 'donut' }), 320),
      specimen(
        'No answer: the page’s own content stays',
        element(
          'pledge-summary',
          { tracker: 'unreadable' },
          `<a href="https://example.org/">${text.allVerdicts}</a>`,
        ),
        320,
      ),
    ),
    section(
      'list',
      'List',
      'The newest verdicts of a tracker, of a category, of a verdict.',
      ...WIDTHS.map((width) =>
        specimen(`All, ${width}`, block('pledge-list', 'harbour', { limit: '5' }), width),
      ),
      specimen('One verdict', block('pledge-list', 'harbour', { verdict: 'broken', limit: '4' }), 320),
      specimen(
        'One outcome of a category',
        block('pledge-list', 'category', { outcome: 'kept', limit: '3' }),
        320,
      ),
      specimen('A part of a larger set', block('pledge-list', 'part', { limit: '3' }), 320),
      specimen('The term is over; a notice', block('pledge-list', 'closed', { limit: '3' }), 320),
      specimen('Long labels', block('pledge-list', 'long', { limit: '3' }), 220),
      specimen('Nothing to list', block('pledge-list', 'one', { verdict: 'broken' }), 320),
      specimen('theme="light"', block('pledge-list', 'harbour', { theme: 'light', limit: '4' }), 320),
      specimen('theme="dark"', block('pledge-list', 'harbour', { theme: 'dark', limit: '4' }), 320),
      specimen(
        'No answer: the page’s own content stays',
        element(
          'pledge-list',
          { tracker: 'unreadable' },
          `<a href="https://example.org/">${text.allVerdicts}</a>`,
        ),
        320,
      ),
    ),
  ];

  const papers = Object.entries(PAPERS).map(
    ([paper, name], index) =>
      `<label><input type="radio" name="paper" id="${paper}"${index ? '' : ' checked'}> ${name}</label>`,
  );
  const languages = Object.keys(LANGUAGES).map((each) => {
    const other = each as Language;
    const current = other === language ? ' aria-current="page"' : '';
    return `<a href="${galleryPath(other)}" lang="${other}" hreflang="${other}"${current}>${LANGUAGES[other]}</a>`;
  });
  return framed(
    `Gallery of the elements (${LANGUAGES[language]})`,
    [
      '<link rel="stylesheet" href="/embed/badge.css">',
      '<link rel="stylesheet" href="/gallery/gallery.css">',
      '<script type="module" async fetchpriority="low" referrerpolicy="no-referrer" src="/gallery/embed/v1.js"></script>',
    ],
    `<header>
<h1>The elements, in every state</h1>
<p>For people to look at. The council, its promises and the verdicts are fictional, and links lead nowhere.</p>
<nav aria-label="Language">${languages.join(' ')}</nav>
<p><a href="/gallery/words/${language}">All words of this language, and the pages on which they stand</a></p>
<fieldset><legend>Page</legend>${papers.join(' ')}</fieldset>
</header>
<main lang="${language}" dir="${FROM_RIGHT.includes(language) ? 'rtl' : 'ltr'}">
${sections.join('\n')}
</main>`,
  );
}

/** Where the page of a language is. */
export function galleryPath(language: Language): string {
  return language === 'en' ? '/gallery' : `/gallery/${language}`;
}
