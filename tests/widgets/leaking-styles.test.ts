// What a page's stylesheet does to everything in it must stop at our edges: a polluted page is compared, property by
// property and box by box, with a clean one.
import { expect, test } from 'vitest';
import { aBadge, aChange, aListedPledge, aPledgeId, aPublishedPledge, aSummary } from './builders.ts';
import { loaded, openHost, SCRIPT, serve } from './page.ts';

const ELEMENTS = ['pledge-badge', 'pledge-card', 'pledge-summary', 'pledge-list'];

// Nothing of these is what an element takes from the text around it, which is family, size, weight, slant and colour.
const OURS = [
  'letterSpacing',
  'wordSpacing',
  'textTransform',
  'textShadow',
  'webkitTextFillColor',
  'textDecorationLine',
  'whiteSpaceCollapse',
  'display',
  'padding',
  'borderTopWidth',
  'backgroundColor',
  'color',
  'fontSize',
  'fontWeight',
  'fill',
  'stroke',
] as const;

const POLLUTION = {
  'a reset of everything':
    '* { margin: 0; padding: 0; box-sizing: border-box; border: 0 solid; background: none }',
  'type that leaks': `* { letter-spacing: .1em; word-spacing: .3em; text-transform: uppercase; text-indent: 2em;
    text-align: justify; line-height: 3; white-space: pre-wrap; text-shadow: 1px 1px red }`,
  'text that is cut out of a gradient':
    'div { -webkit-text-fill-color: transparent; -webkit-text-stroke: 1px red }',
  'a root of 62.5 %': 'html { font-size: 62.5% } body { font-size: 1.8rem }',
  'rules for links and drawings': `a, a:link { color: #f0f; text-decoration: underline; display: block; padding: 9px;
    border-bottom: 2px solid; background: #ff0; font-weight: 900 }
    svg { width: 100%; height: auto; fill: none; stroke: red; display: block }`,
  'rules for blocks and lists': `p, ul, li, article, h2 { margin: 3em; padding: 2em; font-size: 2em; border: 3px solid red;
    list-style: square; text-transform: uppercase; white-space: pre }`,
};

const PLEDGE = aPledgeId();
const DRIFTED = [aChange('broken', '2019-05-16T09:30:00Z'), aChange('done', '2025-09-03T08:00:00Z')];
const LISTED = [aListedPledge('Reopen the ferry', 'in-progress', '2025-03-10T09:00:00Z')];

/** What each element of our shadow roots looks like, and how large it is, on a page with this stylesheet. */
async function looks(css: string): Promise<Record<string, unknown>> {
  const html = `<style>body { font: 18px/1.5 serif; margin: 8px } ${css}</style>${SCRIPT}
    <div>So it was said: <pledge-badge pledge="${PLEDGE}" as-of="2020-01-01"><a href="/x">Broken</a></pledge-badge></div>
    <div style="width:300px;margin:0;padding:0"><pledge-summary tracker="leaks">x</pledge-summary>
    <pledge-card pledge="${PLEDGE}">x</pledge-card>
    <pledge-summary tracker="leaks" view="donut">x</pledge-summary><pledge-list tracker="leaks">x</pledge-list></div>`;
  await serve({
    pages: { leaks: { html } },
    badges: { [PLEDGE]: aBadge({ changes: DRIFTED }) },
    pledges: { [PLEDGE]: aPublishedPledge() },
    summaries: { leaks: aSummary({ pledges: LISTED, notice: 'Archived demonstration' }) },
  });
  const { page, window, frame } = await openHost('leaks');
  const found: Record<string, unknown> = {};
  for (const element of page.querySelectorAll(ELEMENTS.join())) {
    await loaded(element);
    const inner = [...element.shadowRoot!.querySelectorAll<HTMLElement>('*')];
    for (const [index, node] of inner.entries()) {
      const style = window.getComputedStyle(node);
      const { width, height } = node.getBoundingClientRect();
      found[
        `${element.localName} ${element.getAttribute('view') ?? ''} ${index} <${node.localName} ${node.className}>`
      ] = [
        ...OURS.map((property) => `${property}: ${style[property]}`),
        `${width.toFixed(1)} x ${height.toFixed(1)}`,
      ];
    }
  }
  frame.remove();
  return found;
}

test.for(Object.entries(POLLUTION))('%s changes nothing in an element', async ([, css]) => {
  const clean = await looks('');
  expect(Object.keys(clean).length).toBeGreaterThan(50);
  expect(await looks(css)).toEqual(clean);
});
