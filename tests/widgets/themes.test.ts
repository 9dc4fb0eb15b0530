// What the elements look like on somebody else's page: legible on every ground, in step with it, and open to its styles.
import { afterEach, expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { OUTCOMES } from '../../data/outcome.ts';
import '../../widgets/embed.ts';
import { needs } from '../engines/supports.ts';
import { aLabel, aListedPledge, aSummary } from './builders.ts';
import { eventually, loaded, mount, part, serve, updated } from './page.ts';

const GROUNDS = {
  white: ['#1c1b1a', '#ffffff'],
  'grey text on white': ['#6b6b6b', '#ffffff'],
  cream: ['#33302e', '#fff1e5'],
  'dark grey': ['#d6d6d6', '#2b2d31'],
  black: ['#ffffff', '#000000'],
  navy: ['#f5eedc', '#10243e'],
} as const;
const IDS = [
  'not-assessed',
  'not-started',
  'in-progress',
  'stalled',
  'compromise',
  'done',
  'broken',
  'disputed',
];

let count = 0;

afterEach(async () => {
  document.body.removeAttribute('class');
  document.getElementById('host-style')?.remove();
  await commands.emulateMedia({ media: null, colorScheme: null, forcedColors: null });
});

function hostStyle(css: string): void {
  const style = document.createElement('style');
  style.id = 'host-style';
  style.textContent = css;
  document.head.append(style);
}

// Eight verdicts of ten promises each, so that each segment has room for its icon.
async function show(attributes = '', tag = 'pledge-summary'): Promise<HTMLElement> {
  count += 1;
  const tracker = `theme-${count}`;
  const verdicts = IDS.map((id, index) => ({
    ...aLabel(id),
    ...(id === 'stalled' ? { label: { en: 'Donaudampfschifffahrtskapitänswitwenrente' } } : {}),
    counted: index > 0 && index < 7,
    count: 10,
  }));
  const tally = { total: 80, assessed: 70, counted: 60, umbrella: 0, retracted: 0, verdicts };
  const pledges = IDS.map((id) => aListedPledge(`Pledge ${id}`, id, '2025-03-10T09:00:00Z'));
  await serve({ summaries: { [tracker]: aSummary({ tally, pledges }) } });
  return loaded(mount(`<${tag} tracker="${tracker}" ${attributes}>All verdicts</${tag}>`));
}

const pixel = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })!;

// What is seen of colours that lie upon each other, lowest first, as relative luminance (WCAG 2.2).
function luminance(...layers: string[]): number {
  for (const layer of layers) {
    pixel.fillStyle = layer;
    pixel.fillRect(0, 0, 1, 1);
  }
  const [red = 0, green = 0, blue = 0] = [...pixel.getImageData(0, 0, 1, 1).data].map((value) =>
    value <= 10.31475 ? value / 3294.6 : ((value / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(front: string, ...ground: string[]): number {
  const [light = 0, dark = 0] = [luminance(...ground, front), luminance(...ground)].sort((a, b) => b - a);
  return (light + 0.05) / (dark + 0.05);
}

const colourOf = (element: Element) => getComputedStyle(element).color;
const backgroundOf = (element: Element) => getComputedStyle(element).backgroundColor;

test.for(
  Object.entries(GROUNDS).flatMap(([name, colours]) =>
    ['auto', 'light', 'dark'].map((theme) => [name, theme, ...colours] as const),
  ),
)('on %s, theme %s, words have a contrast of 4.5 and pictures of 3', async ([, theme, color, background]) => {
  Object.assign(document.body.style, { color, background });
  for (const outcome of [...OUTCOMES, 'none']) {
    const badge = mount(`<pledge-badge live="off" outcome="${outcome}" theme="${theme}">Word</pledge-badge>`);
    const box = part(badge, 'badge')!;
    expect([outcome, contrast(colourOf(box), background, backgroundOf(box))]).toEqual([
      outcome,
      expect.toSatisfy((ratio: number) => ratio >= 4.5),
    ]);
  }
  for (const view of ['bar', 'donut']) {
    const summary = await show(`view="${view}" theme="${theme}"`);
    const ground = [background, backgroundOf(part(summary, 'card')!)];
    expect(contrast(colourOf(part(summary, 'notes')!), ...ground)).toBeGreaterThanOrEqual(4.5);
    for (const segment of part(summary, view)!.children) {
      expect(contrast(colourOf(segment), ...ground)).toBeGreaterThanOrEqual(3);
      const mark = segment.querySelector('.mark')!;
      const under = segment.querySelector('.hollow') ? ground : [...ground, colourOf(segment)];
      expect(contrast(colourOf(mark), ...under)).toBeGreaterThanOrEqual(3);
    }
  }
});

test.for(['pledge-summary', 'pledge-list'])(
  '%s follows a page that switches its theme, by a class, by the reader’s setting or in a transition',
  async (tag, context) => {
    hostStyle(`
      body { color: #111; transition: color 50ms }
      body.dark { color: #eee }
      @media (prefers-color-scheme: dark) { body { color: #ddd } }`);
    const element = await show('view="donut"', tag);
    const watched = () =>
      [
        part(element, 'title')!,
        element.shadowRoot!.querySelector('.outcome'),
        element.shadowRoot!.querySelector('.donut .outcome'),
        element.shadowRoot!.querySelector('pledge-badge')?.shadowRoot?.querySelector('.outcome'),
      ]
        .filter((each) => each instanceof Element)
        .map((each) => luminance(colourOf(each)));
    const settled = (light: boolean) =>
      eventually(() => {
        for (const seen of watched()) expect(light ? seen > 0.4 : seen < 0.2).toBe(true);
      });
    expect(watched().length).toBeGreaterThan(1);
    await settled(false);
    document.body.className = 'dark';
    await settled(true);
    document.body.className = '';
    await settled(false);
    needs(context, 'media emulation');
    await commands.emulateMedia({ colorScheme: 'dark' });
    await settled(true);
  },
);

test('a theme of its own holds against the page, and can be taken back', async () => {
  document.body.style.color = '#111';
  const summary = await show('theme="dark"');
  const card = part(summary, 'card')!;
  expect(luminance(colourOf(card))).toBeGreaterThan(0.7);
  expect(luminance('#fff', backgroundOf(card))).toBeLessThan(0.02);
  for (const theme of ['auto', 'no-such-theme']) {
    summary.setAttribute('theme', theme);
    await updated();
    expect(luminance(colourOf(card))).toBeLessThan(0.02);
    expect(luminance('#fff', backgroundOf(card))).toBe(1);
  }
});

test('the page styles colours by custom properties, and parts and states by their names', async () => {
  hostStyle(`
    pledge-summary, pledge-list {
      --pledge-color: rgb(1, 2, 3);
      --pledge-background: rgb(250, 240, 230);
      --pledge-radius: 7px;
    }
    :is(pledge-summary, pledge-list)::part(title) { text-transform: uppercase }
    pledge-summary::part(donut) { width: 99px }
    pledge-summary::part(figure) { font-weight: 400 }
    pledge-list::part(row) { padding-block: 9px }
    pledge-list::part(badge) { font-style: italic }
    pledge-list::part(all) { font-weight: 900 }
    pledge-summary:state(loaded) { margin-block: 11px }`);
  const summary = await show('view="donut"');
  const list = await show('', 'pledge-list');
  const style = (element: Element) => getComputedStyle(element);
  for (const element of [summary, list]) {
    expect(style(part(element, 'card')!).backgroundColor).toBe('rgb(250, 240, 230)');
    expect(style(part(element, 'card')!).borderRadius).toBe('7px');
    expect(style(part(element, 'title')!).textTransform).toBe('uppercase');
  }
  expect(style(summary.shadowRoot!.querySelector('.donut .outcome')!).color).toBe('rgb(1, 2, 3)');
  expect(style(part(summary, 'donut')!).width).toBe('99px');
  expect(style(part(summary, 'figure')!).fontWeight).toBe('400');
  expect(style(summary).marginTop).toBe('11px');
  expect(style(part(list, 'row')!).paddingTop).toBe('9px');
  expect(style(part(list, 'all')!).fontWeight).toBe('900');
  const badge = list.shadowRoot!.querySelector('pledge-badge')!;
  expect(style(part(badge, 'badge')!)).toMatchObject({ fontStyle: 'italic', color: 'rgb(1, 2, 3)' });
});

test('printed it is ink on paper, with the address of the tracker, whatever its theme on the screen', async (context) => {
  needs(context, 'media emulation');
  document.body.style.color = '#000';
  for (const tag of ['pledge-summary', 'pledge-list']) {
    const element = await show('theme="dark"', tag);
    await commands.emulateMedia({ media: 'print' });
    const card = part(element, 'card')!;
    expect(luminance(colourOf(card))).toBeLessThan(0.02);
    expect(luminance('#fff', backgroundOf(card))).toBe(1);
    const link = part(element, 'title')!.querySelector('a')!;
    // Some engines answer with what the rule says, others with what comes of it.
    const content = getComputedStyle(link, '::after').content.replace('attr(href)', link.href);
    expect(content).toContain('https://pledges.example/fiction-2030');
    await commands.emulateMedia({ media: null });
    expect(getComputedStyle(link, '::after').content).toBe('none');
  }
});

test('nothing moves, so that there is nothing to reduce', async () => {
  for (const tag of ['pledge-summary', 'pledge-list']) {
    const element = await show('', tag);
    const styles = [...element.shadowRoot!.querySelectorAll('*')].map((each) => getComputedStyle(each));
    expect(new Set(styles.map(({ transitionDuration }) => transitionDuration))).toEqual(new Set(['0s']));
    expect(element.shadowRoot!.getAnimations()).toEqual([]);
  }
});

test.for([
  ['pledge-summary', ''],
  ['pledge-summary', 'view="donut" theme="dark"'],
  ['pledge-list', ''],
  ['pledge-list', 'theme="dark"'],
])('at 220 pixels nothing of <%s %s> sticks out, however long its words', async ([tag, attributes]) => {
  const element = await show(attributes, tag);
  element.style.cssText = 'width: 220px; font-size: 20px';
  const { left, right } = element.getBoundingClientRect();
  for (const each of element.shadowRoot!.querySelectorAll('p, li, a, span, .ring > *')) {
    const box = each.getBoundingClientRect();
    expect([each.outerHTML, box.left >= left - 0.5, box.right <= right + 0.5]).toEqual([
      each.outerHTML,
      true,
      true,
    ]);
  }
});
