import { raw } from 'hono/html';
import { micromark } from 'micromark';
import type { Localizer } from '../localizer.ts';
import { theirs } from './language.tsx';
import { RESTRICTED } from './restricted.ts';

const ADDRESS = /^https?:\/\/\S+$/;

/** Restricted Markdown in the desk's language as HTML; a text that is only an address becomes a link to it. */
export function Markdown({ text, lang, l10n }: { text: string; lang: string; l10n: Localizer }) {
  if (ADDRESS.test(text))
    return (
      <p>
        <a href={text} dir="ltr">
          {text}
        </a>
      </p>
    );
  return (
    <div class="prose" {...theirs(lang, l10n)}>
      {raw(micromark(text, { extensions: [RESTRICTED] }))}
    </div>
  );
}
