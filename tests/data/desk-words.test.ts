// The words of the desk app: all of them in widgets/desk/words, and all that another language has to say.
import { globSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { buildDesk } from '../../scripts/build.ts';
import { deskWordsIn } from '../../scripts/desk-words.ts';
import type { DeskWords, Whole } from '../../widgets/desk/words/all.ts';

const DESK = 'widgets/desk';
const FILES = globSync(`${DESK}/words/*words.ts`).toSorted();
const screens = globSync(`${DESK}/*/**/*.ts`).filter((file) => !file.startsWith(`${DESK}/words/`));

/** What a template says by itself: its text, and what is heard or shown of its attributes; without what is put in. */
function saidBy(template: string): string[] {
  const spoken = /\b(?:aria-label|aria-description|alt|title|placeholder|label)="([^"]*)"/g;
  const attributes = [...template.matchAll(spoken)].map(([, text = '']) => text);
  return [...attributes, ...template.replace(/<[^>]*>|&\w+;/g, '\n').split('\n')];
}

/** The templates of a file, each with a `0` where something is put in; those that are put in come by themselves. */
function templatesOf(source: string): string[] {
  const found: string[] = [];
  // Comes back with the place behind the end of what begins at `at`: a template, or what is put into one.
  function template(at: number): number {
    let text = '';
    while (at < source.length && source[at] !== '`') {
      if (source.startsWith('${', at)) {
        at = code(at + 2, '}');
        text += '0';
      } else {
        text += source[at];
        at += source[at] === '\\' ? 2 : 1;
      }
    }
    found.push(text);
    return at + 1;
  }
  function code(at: number, end: string): number {
    let depth = 0;
    while (at < source.length) {
      const character = source[at];
      if (character === end && depth === 0) return at + 1;
      if (character === '{') depth += 1;
      if (character === '}') depth -= 1;
      if (character === '`') at = template(at + 1);
      else at += 1;
    }
    return at;
  }
  code(0, '');
  return found;
}

const WORD = /\p{L}{2,}/u;

test('no screen of the desk says a word that is not in the words', () => {
  const templates = screens.flatMap((file) => {
    const source = readFileSync(file, 'utf8').replace(/^\s*(?:\/\/|\/?\*).*$/gm, '');
    return templatesOf(source)
      .filter((text) => /<\w/.test(text))
      .map((text) => ({ file, text }));
  });
  expect(templates.length).toBeGreaterThan(300);
  const said = templates.flatMap(({ file, text }) =>
    saidBy(text).map((each) => ({ file, text: each.trim() })),
  );
  expect(said.filter(({ text }) => WORD.test(text))).toEqual([]);
});

test('no screen of the desk has a sentence in its code', () => {
  const sentence = /'((?:[A-Z][a-z]+[,:]?|[a-z]{2,}) [a-z]+(?: [a-z]+)+[.?!]?|[A-Z][a-z]+ [a-z]+)'/g;
  const found = screens.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => !/^\s*(?:\/\/|\/?\*)|^import|Error\(/.test(line))
      .flatMap((line) =>
        [...line.replace(/ \/\/ .*/, '').matchAll(sentence)].map(([, text]) => [file, text]),
      ),
  );
  expect(found).toEqual([]);
});

test('the type of all words names every file of them', () => {
  const named = readFileSync(`${DESK}/words/all.ts`, 'utf8').matchAll(/import\('\.\/([\w-]+\.ts)'\)/g);
  expect([...named].map(([, file]) => `${DESK}/words/${file}`).toSorted()).toEqual(FILES);
});

test('a second language is one file, which does not compile as long as it lacks a word', async () => {
  const german: DeskWords = Object.assign(
    {},
    ...(await Promise.all(FILES.map((file) => import(resolve(file))))),
  );
  expect(german satisfies Whole<DeskWords>).toHaveProperty('shortcutWords');
  const { runningWords, ...lacking } = german;
  // @ts-expect-error -- the words of the audit, of backups and of the state are missing
  expect(lacking satisfies DeskWords).not.toHaveProperty('runningWords', runningWords);
  const { next, ...silent } = german.reviewWords;
  // @ts-expect-error -- a button is without its word
  expect({ ...german, reviewWords: silent } satisfies DeskWords).not.toHaveProperty('reviewWords.next', next);
});

test('the app is built with the words of another language in place of the English ones, each room with its own', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-words-'));
  const absolute = (file: string) => JSON.stringify(resolve(file));
  const english = FILES.map((file) => `export * from ${absolute(file)};\n`).join('');
  writeFileSync(
    join(folder, 'xx.ts'),
    `${english}export const faultWords = { wrong: (detail) => 'XX ' + detail };\n`,
  );
  const made = await buildDesk(deskWordsIn('xx', folder));
  const usual = await buildDesk([]);
  const text = ({ files }: typeof made) =>
    files.map(({ bytes }) => new TextDecoder().decode(bytes)).join('\n');
  expect(text(usual)).toContain('This ${');
  expect(text(usual)).not.toContain('"XX "');
  expect(text(made)).toContain('"XX "');
  expect(text(made)).not.toContain('This ${');
  expect(made.sizes.first).toBeLessThan(usual.sizes.first * 1.1);
});
