// An API that means harm, or is broken: what a page shows of it has an end, and no word of the page's gives way to nothing.
import { expect, test } from 'vitest';
import '../../widgets/embed.ts';
import { aBadge, aChange, aListedPledge, aPledgeId, aPublishedPledge, aSummary } from './builders.ts';
import { eventually, loaded, mount, part, serve, updated } from './page.ts';

const MANY = 20_000;
const LONG = 'A word and another. '.repeat(10_000);
const elementsIn = (element: Element) => element.shadowRoot!.querySelectorAll('*').length;

test('of a history without end a card tells the newest twenty and leads to the rest', async () => {
  const pledge = aPledgeId();
  const changes = Array.from({ length: MANY }, (_, at) =>
    aChange(at % 2 ? 'broken' : 'done', new Date(Date.UTC(1970, 0, at)).toISOString()),
  );
  const evidence = Array.from({ length: MANY }, () => ({ title: 'Report', publisher: 'x' }));
  await serve({ pledges: { [pledge]: aPublishedPledge({ changes, evidence }) } });
  const card = await loaded(mount(`<pledge-card pledge="${pledge}">x</pledge-card>`));
  const rows = [...part(card, 'history')!.children].map(({ textContent }) => textContent.trim());
  expect(rows).toHaveLength(21);
  expect(rows.at(-2)).toMatch(/^2 October 2024/);
  expect(rows.at(-1)).toBe('Shown: 20 of 20,000.');
  expect(part(card, 'history')!.querySelector('a')!.href).toBe(
    'https://pledges.example/fiction-2030/remove-barriers',
  );
  expect(elementsIn(card)).toBeLessThan(200);
});

test.for(['pledge-summary', 'pledge-list'])(
  '%s draws no more verdicts and rows than a page can bear',
  async (tag) => {
    const tally = aSummary().tally;
    const verdicts = Array.from({ length: MANY }, (_, at) => ({ ...tally.verdicts[3]!, id: `v${at}` }));
    const pledges = Array.from({ length: MANY }, (_, at) => aListedPledge(`Pledge ${at}`, `v${at}`, null));
    await serve({ summaries: { endless: aSummary({ tally: { ...tally, verdicts }, pledges }) } });
    const element = await loaded(mount(`<${tag} tracker="endless" limit="99999" outcome="kept">x</${tag}>`));
    expect(elementsIn(element)).toBeLessThan(500);
    expect(part(element, 'notes')!.textContent).toMatch(/Shown: (20|30) of/);
    expect(part(element, 'all')).not.toBeNull();
  },
);

test.for(['pledge-badge', 'pledge-card', 'pledge-summary', 'pledge-list'])(
  '%s cuts texts that are longer than any',
  async (tag) => {
    const pledge = aPledgeId();
    const tracker = pledge.replace('/', '-');
    const long = { title: LONG, by: { name: LONG, url: 'https://desk.example' } };
    await serve({
      badges: { [pledge]: aBadge(long) },
      pledges: { [pledge]: aPublishedPledge({ ...long, manifesto: { title: LONG } }) },
      summaries: {
        [tracker]: aSummary({ name: LONG, notice: LONG, pledges: [aListedPledge(LONG, 'done', null)] }),
      },
    });
    const element = await loaded(mount(`<${tag} pledge="${pledge}" tracker="${tracker}">x</${tag}>`));
    for (const each of element.shadowRoot!.querySelectorAll('*'))
      for (const text of [
        each.getAttribute('aria-label') ?? '',
        each.childElementCount ? '' : each.textContent,
      ])
        expect(text.length).toBeLessThan(11_000);
  },
);

const INVISIBLE = [
  '',
  ' ',
  '\u2800',
  '\u200b\u200d',
  '\u0301',
  '\u3164',
  '\u00ad',
  '\ufeff\u2060',
  '\u{e0020}',
];

test.for(['pledge-badge', 'pledge-card', 'pledge-summary', 'pledge-list'])(
  '%s keeps the page’s own words where a label cannot be seen',
  async (tag) => {
    for (const text of INVISIBLE) {
      const pledge = aPledgeId();
      const tracker = pledge.replace('/', '-');
      const label = { en: text };
      const changes = [aChange('broken', '2019-05-16T09:30:00Z', { label })];
      const tally = aSummary().tally;
      const verdicts = tally.verdicts.map((verdict) => ({ ...verdict, label }));
      await serve({
        badges: { [pledge]: aBadge({ changes }) },
        pledges: { [pledge]: aPublishedPledge({ changes }) },
        summaries: {
          [tracker]: aSummary({ tally: { ...tally, verdicts }, pledges: [aListedPledge('x', 'done', null)] }),
        },
      });
      const element = mount<HTMLElement>(
        `<${tag} pledge="${pledge}" tracker="${tracker}"><a href="/x">Broken, says the page</a></${tag}>`,
      );
      const failed = new Promise((heard) => element.addEventListener('pledge-error', heard));
      await failed;
      await updated();
      expect(element.querySelector('a')!.getClientRects()).toHaveLength(1);
    }
  },
);

test('a label that cannot be seen in the reader’s language gives way to one that can', async () => {
  const pledge = aPledgeId();
  const label = { de: '\u2800', en: 'Broken' };
  await serve({
    badges: { [pledge]: aBadge({ changes: [aChange('broken', '2019-05-16T09:30:00Z', { label })] }) },
  });
  const badge = mount(`<p lang="de"><pledge-badge pledge="${pledge}">x</pledge-badge></p>`);
  await eventually(() => expect(part(badge, 'link')!.textContent).toBe('Broken'));
});
