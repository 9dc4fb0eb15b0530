// The manifest against the elements as they stand on a page: what scripts/manifest.ts cannot see in the sources, because
// views are shared, is which part is whose.
import { expect, test } from 'vitest';
import manifest from '../../custom-elements.json' with { type: 'json' };
import '../../widgets/embed.ts';
import { aBadge, aChange, aListedPledge, aPledgeId, aPublishedPledge, aSummary } from './builders.ts';
import { pointAt } from './hover.ts';
import { eventually, loaded, mount, part, serve } from './page.ts';

const ELEMENTS = manifest.modules.flatMap(({ declarations }) => declarations);
const PLEDGE = aPledgeId();
const REVIEWED = aPledgeId();
const LISTED = [aListedPledge('Reopen the ferry', 'in-progress', '2025-03-10T09:00:00Z')];
const DRIFTED = [aChange('broken', '2019-05-16T09:30:00Z'), aChange('done', '2025-09-03T08:00:00Z')];

// Markup in which each element shows every part that it has.
const STATES: Record<string, string[]> = {
  'pledge-badge': [`pledge="${PLEDGE}" as-of="2020-01-01"`, `pledge="${REVIEWED}" as-of="2020-01-01"`],
  'pledge-card': ['pledge="fiction/parts"'],
  'pledge-summary': ['tracker="parts"', 'tracker="parts" view="donut"'],
  'pledge-list': ['tracker="parts"'],
};

test.for(ELEMENTS)(
  '$tagName has the parts and properties that its manifest names, and no others',
  async (element) => {
    await serve({
      badges: {
        [PLEDGE]: aBadge({ changes: DRIFTED }),
        [REVIEWED]: aBadge({ underReview: { since: '2026-01-01T00:00:00Z', note: 'New figures.' } }),
      },
      pledges: { 'fiction/parts': aPublishedPledge({ changes: DRIFTED, closedAt: '2026-01-01T00:00:00Z' }) },
      summaries: { parts: aSummary({ pledges: LISTED }) },
    });
    const parts = new Set<string>();
    const properties = new Set<string>();
    for (const attributes of STATES[element.tagName]!) {
      const shown = await loaded(mount(`<${element.tagName} ${attributes}>x</${element.tagName}>`));
      // What comes when a reader reaches for it.
      if (element.tagName === 'pledge-badge') {
        await pointAt(shown);
        await eventually(() => expect(part(shown, 'card')).not.toBeNull());
      }
      for (const inner of shown.shadowRoot!.querySelectorAll('[part], [exportparts]'))
        for (const name of [...inner.part, ...(inner.getAttribute('exportparts')?.split(', ') ?? [])])
          parts.add(name);
      for (const { cssRules } of shown.shadowRoot!.adoptedStyleSheets)
        for (const { cssText } of cssRules)
          for (const [name] of cssText.matchAll(/--pledge-[\w-]+/g)) properties.add(name);
      for (const { name, attribute } of element.members) {
        Reflect.set(shown, name, 'on');
        expect(shown.hasAttribute(attribute!), name).toBe(true);
      }
    }
    expect([...properties].sort()).toEqual(element.cssProperties.map(({ name }) => name).sort());
    expect([...parts].sort()).toEqual(element.cssParts.map(({ name }) => name).sort());
  },
);
