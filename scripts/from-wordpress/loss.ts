// What cannot be brought over, or only in another form. Nothing is dropped without a line here.

/** The kinds of loss, as whoever runs the import reads them. */
export const LOSSES = {
  // In a text.
  block: 'a block whose content WordPress makes anew each time',
  bracket: 'brackets that Markdown takes for a link',
  character: 'a character that no text may hold',
  code: 'program text',
  comment: 'a comment in the HTML',
  cut: 'a text that is too long',
  embed: 'something embedded from another site',
  emphasis: 'bold or italic type that Markdown cannot hold in this place',
  explanation: 'the explanation of an abbreviation',
  form: 'a form or a button',
  gallery: 'a gallery',
  heading: 'a heading',
  image: 'a picture',
  jump: 'a link within the page',
  'less-than': 'a "<" before a letter',
  link: 'a link to what is no web or mail address',
  media: 'sound, film or a frame',
  preformatted: 'text in columns',
  rule: 'a line across the page',
  script: 'a script or style',
  'script-size': 'raised or lowered type',
  shortcode: 'a shortcode of a plugin',
  'shortcode-perhaps': 'a word in brackets that may be a shortcode',
  'struck-out': 'struck-out words',
  table: 'a table',
  // Of a post.
  comments: 'comments of readers',
  date: 'a day in another form than 2018-04-01 or 20180401',
  field: 'a custom field that the settings do not name',
  number: 'a page that is no whole number',
  'old-address': 'an old address',
  picture: 'the picture at the head of a post',
  source: 'a link that cannot be a source',
  term: 'a term that the settings do not name',
  title: 'a title that is too long',
  topics: 'topics beyond the first three',
  values: 'all but the first of several values',
  'other-type': 'a post of another type',
  'thrown-away': 'a post in the trash',
} as const;
export type Loss = keyof typeof LOSSES;

/** Says what was found and what has become of it; an empty `became` is nothing. */
export type Tell = (what: Loss, found: string, became?: string) => void;

/** The beginning of what was found, in one line. */
export function inShort(text: string, limit = 200): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length <= limit ? line : `${line.slice(0, limit - 1)}…`;
}
