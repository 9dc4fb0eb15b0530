import { raw } from 'hono/html';
import { micromark } from 'micromark';
import { theirs } from './parts.tsx';
import { RESTRICTED } from './restricted.ts';

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
