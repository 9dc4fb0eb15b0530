// The Worker is built without the constructs of CommonMark that its Markdown disables. Whether they are there or not,
// the same texts have to become the same HTML.
import { build } from 'esbuild';
import { beforeAll, expect, test } from 'vitest';
import { unstable_readConfig } from 'wrangler';
import fc from '../property.ts';

type Write = (text: string) => string;

let whole: Write;
let built: Write;

beforeAll(async () => {
  const { alias = {} } = unstable_readConfig({ config: 'wrangler.toml' });
  [whole, built] = await Promise.all([bundled({}), bundled(alias)]);
});

async function bundled(alias: Record<string, string>): Promise<Write> {
  const { outputFiles } = await build({
    entryPoints: ['worker/pages/markdown.tsx'],
    alias,
    bundle: true,
    write: false,
    format: 'esm',
    conditions: ['worker'],
  });
  const [{ text: code } = { text: '' }] = outputFiles;
  const { Markdown } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
  const l10n = { language: 'en', direction: 'ltr' };
  return (text) => String(Markdown({ text, lang: 'en', l10n }));
}

/** What Markdown is made of: each sign that begins something, and a little between them. */
const SIGNS = [
  ...'*_`~[]()<>!#+-=&;:\\"\' \t\n\n',
  'word',
  '    ',
  '\n> ',
  '\n- ',
  '\n1. ',
  '](https://e.example)',
];
const REFERENCES = ['&amp;', '&#38;', '[a]: https://e.example "b"', '<b>', '<!--', '```\n', '---\n', '===\n'];

test('the built Worker makes the same HTML of a text as one with all of CommonMark in it', () => {
  const text = fc.array(fc.constantFrom(...SIGNS, ...REFERENCES), { maxLength: 40 });
  fc.assert(
    fc.property(text, (signs) => {
      expect(built(signs.join(''))).toBe(whole(signs.join('')));
    }),
    { numRuns: 1000 },
  );
});
