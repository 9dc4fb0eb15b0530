// The page of the embed builder: shows what is chosen live on three papers, and makes the line to paste, with the height
// that the form takes and the instant at which it is copied. Without this script the form asks the server for the line.
import type { Markup, Tag } from '../../data/markup.ts';
import {
  type Choice,
  elementTag,
  type Form,
  type Pinned,
  policyFor,
  type Quote,
  roomRule,
  snippet,
} from '../../data/snippets.ts';
import { findAsTyped } from './embed-finder.ts';

/** The forms for which each choice says something. */
const ABOUT: Record<string, RegExp> = {
  theme: /badge|card|summary|list|frame/,
  lang: /badge|card|summary|list|frame/,
  width: /card|summary|list|frame|png/,
};

function build(form: HTMLFormElement, quote: Quote): void {
  const line = part('snippet');
  const papers = [...document.querySelectorAll<HTMLElement>('[data-paper]')];
  let measured: number | undefined;
  let pinned: Pinned | undefined;

  function choice(): Choice {
    const { form: chosen, theme, lang, width } = Object.fromEntries(new FormData(form));
    const asOf = `${new Date().toISOString().slice(0, '2026-11-30T07:00:00'.length)}Z`;
    return {
      form: chosen as Form,
      theme: theme as Choice['theme'],
      lang: String(lang) || null,
      asOf,
      width: Number(width),
      height: measured,
    };
  }

  function write(): string {
    const chosen = choice();
    const { text } = snippet(quote, chosen);
    line.textContent = text;
    part('policy').textContent = policyFor(quote, chosen);
    const withHash = pinned && snippet(quote, { ...chosen, pinned }).text;
    part('pinned').hidden = !withHash?.includes('integrity');
    part('pinned-line').textContent = withHash ?? '';
    part('rule').textContent = roomRule(chosen);
    part('rule').parentElement?.toggleAttribute('hidden', !roomRule(chosen));
    part('rule-about').hidden = !roomRule(chosen);
    return text;
  }

  // The line may stand in an article that is narrower elsewhere; here its height is that of the column that was chosen.
  const sizes = new ResizeObserver(([entry]) => {
    if (!entry?.target.matches(':state(loaded)')) return;
    measured = Math.ceil(entry.target.getBoundingClientRect().height);
    write();
  });

  function show(): void {
    measured = undefined;
    sizes.disconnect();
    say('preview-told');
    say('told');
    const chosen = choice();
    for (const select of form.querySelectorAll('select'))
      select.closest('label')?.toggleAttribute('hidden', !ABOUT[select.name]?.test(chosen.form));
    const { shown } = snippet(quote, chosen);
    papers[0]?.closest<HTMLElement>('.previews')?.style.setProperty('--column', `${chosen.width}px`);
    for (const paper of papers) {
      paper.replaceChildren(...previewOf(quote, chosen, shown));
    }
    const block = papers[0]?.querySelector('pledge-card, pledge-summary, pledge-list');
    if (block) sizes.observe(block);
    write();
  }

  form.addEventListener('input', () => {
    history.replaceState(null, '', `?${new URLSearchParams(new FormData(form) as never)}`);
    show();
  });
  form.addEventListener('submit', (event) => event.preventDefault());
  for (const paper of papers) {
    // Errors of images do not bubble.
    paper.addEventListener('error', () => say('preview-told', 'failed'), true);
    // A frame tells of no error: what it has then is the browser's own page, which is closed to us.
    const closed = ({ target }: Event) => target instanceof HTMLIFrameElement && !target.contentDocument;
    paper.addEventListener('load', (event) => closed(event) && say('preview-told', 'failed'), true);
    paper.addEventListener('pledge-error', () => say('preview-told', 'failed'));
  }
  addEventListener('message', ({ source, data }) => {
    if (data?.type !== 'pledgemark:height') return;
    for (const frame of document.querySelectorAll('iframe'))
      if (frame.contentWindow === source) {
        frame.height = data.height;
        measured = data.height;
        write();
      }
  });
  part('copy').addEventListener('click', () => copy(write(), line));
  part('copy').hidden = false;
  form.querySelector('button')?.remove();
  document.querySelector<HTMLElement>('.previews')?.removeAttribute('hidden');
  show();
  const security = part('security').closest('details');
  security?.addEventListener('toggle', async () => {
    pinned ??= await newestRelease();
    write();
  });
}

/** What stands on each paper: what a reader would see of the line, in a sentence where it belongs into one. */
function previewOf(quote: Quote, choice: Choice, shown: Tag): Node[] {
  const { form } = choice;
  if (form === 'shields' && quote.kind === 'pledge') return [aboutShields(), inSentence(quote.sentence)];
  const node = nodeOf(shown);
  if (form === 'badge') return [inSentence(quote.title, '–', node)];
  if (form !== 'link' || quote.kind === 'tracker') return [form === 'link' ? inSentence(node) : node];
  // The one that `data-links` puts beside it.
  const badge = nodeOf(elementTag(quote, 'badge', {}));
  return [inSentence(node, badge)];
}

// Ours, and so not in the language of the desk.
function aboutShields(): Node {
  const about = inSentence(document.querySelector<HTMLElement>('.previews')?.dataset.shields ?? '');
  const { lang, dir } = document.documentElement;
  return Object.assign(about, { lang, dir });
}

function inSentence(...parts: (Node | string)[]): HTMLElement {
  const sentence = document.createElement('p');
  sentence.append(...parts.flatMap((each) => [each, ' ']));
  return sentence;
}

// Without the height that is kept free: here it is found out. Our own addresses are asked for where this page came from.
function nodeOf(markup: Markup): Node {
  if (typeof markup === 'string') return document.createTextNode(markup);
  const element = document.createElement(markup.tag);
  for (const [name, value] of Object.entries(markup.attributes))
    if (name === 'src') element.setAttribute(name, value.replace(/^https?:\/\/[^/]+/, ''));
    else if (name !== 'style') element.setAttribute(name, value);
  element.append(...markup.children.map(nodeOf));
  return element;
}

/** The newest release that is kept for ever; none where there is no list of them, or it cannot be had. */
async function newestRelease(): Promise<Pinned | undefined> {
  try {
    const answer = await fetch('/embed/manifest.json');
    if (!answer.ok) return;
    const { releases }: { releases: (Pinned & { version: string })[] } = await answer.json();
    const byVersion = new Intl.Collator('en', { numeric: true });
    return releases.toSorted((one, other) => byVersion.compare(other.version, one.version))[0];
  } catch {
    // No network, or a list that is none: then nothing is offered that may be wrong.
  }
}

async function copy(text: string, line: HTMLElement): Promise<void> {
  try {
    await navigator.clipboard.writeText(text);
    say('told', 'copied');
  } catch {
    // The reader's browser, or whoever runs it, forbids it.
    getSelection()?.selectAllChildren(line);
    say('told', 'selected');
  }
}

function part(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}`);
  return found;
}

/** Says in a status what stands there for this case, in the language of the page; without a case, nothing. */
function say(id: string, what = ''): void {
  const status = part(id);
  status.textContent = status.dataset[what] ?? '';
}

const form = document.querySelector<HTMLFormElement>('form.look');
if (form) build(form, JSON.parse(form.dataset.quote ?? ''));
const finder = document.querySelector<HTMLFormElement>('form.find');
if (finder) findAsTyped(finder);
