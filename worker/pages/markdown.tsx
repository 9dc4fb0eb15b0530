import { raw } from 'hono/html';
import { micromark } from 'micromark';
import { theirs } from './parts.tsx';

// The schema refuses HTML and other links; the parser would not let them through either. What is not in the
// restricted set (headings, code, images, rules, references) stays the text that was typed.
const RESTRICTED = {
  disable: {
    null: [
      'autolink',
      'characterReference',
      'codeFenced',
      'codeIndented',
      'codeText',
      'definition',
      'headingAtx',
      'htmlFlow',
      'htmlText',
      'labelStartImage',
      'setextUnderline',
      'thematicBreak',
    ],
  },
};

const ADDRESS = /^https?:\/\/\S+$/;

/** Restricted Markdown in the desk's language as HTML; a text that is only an address becomes a link to it. */
export function Markdown({ text, language }: { text: string; language: string }) {
  if (ADDRESS.test(text))
    return (
      <p>
        <a href={text}>{text}</a>
      </p>
    );
  return (
    <div class="prose" {...theirs(language)}>
      {raw(micromark(text, { extensions: [RESTRICTED] }))}
    </div>
  );
}
