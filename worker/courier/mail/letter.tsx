// How a mail looks: text for whoever reads text, and plain HTML of one column, which no reader of mail turns into something else.
import type { Child } from 'hono/jsx';
import type { Localizer } from '../../localizer.ts';

/** What is sent. */
export type Letter = { subject: string; text: string; html: string; headers: Record<string, string> };

/** One part of a mail: a paragraph, a button that leads somewhere, or a piece of news. */
export type Part =
  | { kind: 'paragraph'; text: string }
  | { kind: 'button'; text: string; href: string }
  | { kind: 'list'; texts: string[] }
  | {
      kind: 'news';
      /** Its day, and what it is where the heading does not say so. */
      when: string;
      title: string;
      href: string;
      lines: string[];
      note: string | null;
      more: string;
    };

export type Content = {
  subject: string;
  heading: string;
  parts: Part[];
  /** Why it was sent. */
  why: string;
  /** What to do about it: words and where they lead. */
  ways: { text: string; href: string }[];
  /** The address that stops these mails at one click (RFC 8058). */
  stop: string | null;
};

/** The letter that says this. */
export function letterOf(content: Content, l10n: Localizer): Letter {
  return {
    subject: headerText(content.subject),
    text: textOf(content, l10n),
    html: `<!doctype html>${(<Page content={content} l10n={l10n} />).toString()}`,
    headers: {
      // Mail that answers by itself is asked not to.
      'X-Auto-Response-Suppress': 'All',
      ...(content.stop
        ? { 'List-Unsubscribe': `<${content.stop}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
  };
}

/** A header is one line of at most 998 characters; what no text of ours has is taken out all the same. */
function headerText(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: -- control characters are what it takes out
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').slice(0, 250);
}

function textOf({ heading, parts, why, ways }: Content, { say }: Localizer): string {
  const leads = (text: string, href: string) => `${text}${say('language.colon').trimEnd()}\n${href}`;
  const body = parts.map((part) => {
    switch (part.kind) {
      case 'paragraph':
        return part.text;
      case 'button':
        return leads(part.text, part.href);
      case 'list':
        return part.texts.map((text) => `- ${text}`).join('\n');
      case 'news':
        return [
          part.title,
          part.when,
          ...part.lines,
          ...(part.note === null ? [] : [part.note]),
          part.href,
        ].join('\n');
      default:
        return part satisfies never;
    }
  });
  const foot = [why, ...ways.map(({ text, href }) => leads(text, href))];
  return [heading, ...body, '-- ', ...foot].join('\n\n').replace('-- \n\n', '-- \n');
}

// Where styles are not read, what is left is a plain page. Dark where the reader's system is.
const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
body { margin: 0; padding: 24px 16px; background: #f4f2ee; color: #1b1a17; font: 16px/1.5 Georgia, 'Times New Roman', serif; }
.sheet { max-width: 560px; margin: 0 auto; padding: 24px; background: #ffffff; border-top: 4px solid #1b1a17; }
h1 { margin: 0 0 16px; font-size: 22px; line-height: 1.3; }
h2 { margin: 4px 0 8px; font-size: 18px; line-height: 1.35; }
p { margin: 0 0 12px; overflow-wrap: anywhere; }
a { color: #0b4f9e; }
.news { padding: 16px 0 4px; border-top: 1px solid #d8d4cb; }
.meta, .foot { font: 14px/1.5 Arial, Helvetica, sans-serif; color: #5c5850; }
.meta { margin: 0; }
.now { font-weight: bold; }
.note { padding-inline-start: 12px; border-inline-start: 3px solid #d8d4cb; }
.button { display: inline-block; padding: 10px 18px; background: #1b1a17; color: #ffffff; font: bold 16px/1.4 Arial, Helvetica, sans-serif; text-decoration: none; border-radius: 4px; }
.foot { max-width: 560px; margin: 0 auto; padding: 16px 24px; }
.foot a { color: #3a372f; }
@media (prefers-color-scheme: dark) {
  body { background: #12110f; color: #ece8df; }
  .sheet { background: #1d1b18; border-color: #ece8df; }
  a { color: #8ab8f0; }
  .news, .note { border-color: #45413a; }
  .meta, .foot { color: #aaa498; }
  .button { background: #ece8df; color: #12110f; }
  .foot a { color: #d5cfc2; }
}
`;

function Page({ content, l10n }: { content: Content; l10n: Localizer }) {
  const { subject, heading, parts, why, ways } = content;
  return (
    <html lang={l10n.locale} dir={l10n.direction}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <title>{subject}</title>
        <style dangerouslySetInnerHTML={{ __html: STYLE }} />
      </head>
      <body>
        <main class="sheet" dir={l10n.direction}>
          <h1 dir="auto">{heading}</h1>
          {parts.map((part) => (
            <PartOf part={part} />
          ))}
        </main>
        <footer class="foot" dir={l10n.direction}>
          <p>{why}</p>
          <p>{separated(ways.map(({ text, href }) => <a href={href}>{text}</a>))}</p>
        </footer>
      </body>
    </html>
  );
}

function PartOf({ part }: { part: Part }) {
  switch (part.kind) {
    case 'paragraph':
      return <p>{part.text}</p>;
    case 'button':
      return (
        <p>
          <a class="button" href={part.href}>
            {part.text}
          </a>
        </p>
      );
    case 'list':
      return (
        <ul>
          {part.texts.map((text) => (
            <li>{text}</li>
          ))}
        </ul>
      );
    case 'news':
      return (
        <section class="news">
          <p class="meta">{part.when}</p>
          <h2 dir="auto">
            <a href={part.href}>{part.title}</a>
          </h2>
          {part.lines.map((line) => (
            <p class="now">{line}</p>
          ))}
          {part.note !== null && (
            <p class="note" dir="auto">
              {part.note}
            </p>
          )}
          <p>
            <a href={part.href}>{part.more}</a>
          </p>
        </section>
      );
    default:
      return part satisfies never;
  }
}

function separated(links: Child[]): Child[] {
  return links.flatMap((link, at) => (at === 0 ? [link] : [' · ', link]));
}
