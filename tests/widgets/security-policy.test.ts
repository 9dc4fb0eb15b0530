// The script as it is built, under a page's security policy.
import { expect, test } from 'vitest';
import { commands } from 'vitest/browser';
import { aBadge, aChange, aPledgeId, aPublishedPledge, aSummary } from './builders.ts';
import { addScript, eventually, loaded, openHost, part, quiet, serve } from './page.ts';

const STRICT =
  "default-src 'none'; script-src 'self'; connect-src 'self'; style-src 'self'; require-trusted-types-for 'script'";

const DRIFTED = aBadge({
  changes: [aChange('broken', '2019-05-16T09:30:00Z'), aChange('done', '2025-09-03T08:00:00Z')],
});
const PLEDGE = aPledgeId();
const BADGES = { [PLEDGE]: DRIFTED };
const CONTENT = `<p>A <pledge-badge pledge="${PLEDGE}" outcome="broken" as-of="2025-04-02"><a href="/x">Broken</a></pledge-badge>.</p>
  <pledge-card pledge="${PLEDGE}" as-of="2025-04-02">The pledge</pledge-card>
  <pledge-summary tracker="fiction">All verdicts</pledge-summary>`;

async function violationsOf(html: string, policy: string): Promise<{ page: Document; violations: string[] }> {
  const pages = { csp: { html, headers: { 'content-security-policy': policy } } };
  await serve({
    pages,
    badges: BADGES,
    pledges: { [PLEDGE]: aPublishedPledge() },
    summaries: { fiction: aSummary() },
  });
  const { page, window } = await openHost('csp');
  const violations: string[] = [];
  page.addEventListener('securitypolicyviolation', (event) => violations.push(event.violatedDirective));
  window.addEventListener('error', (event) => violations.push(`uncaught ${event.message}`));
  await addScript(page);
  return { page, violations };
}

test('runs under the strictest policy, with Trusted Types, and without one violation', async () => {
  const { page, violations } = await violationsOf(CONTENT, `${STRICT}; trusted-types pledgemark test`);
  const badge = await loaded(page.querySelector('pledge-badge')!);
  await loaded(page.querySelector('pledge-card')!);
  await loaded(page.querySelector('pledge-summary')!);
  expect(part(badge, 'link')!.textContent).toBe('Done');
  await opensItsCard(badge);
  expect(violations).toEqual([]);
});

async function opensItsCard(badge: Element): Promise<void> {
  const box = badge.getBoundingClientRect();
  const frame = badge.ownerDocument.defaultView!.frameElement!.getBoundingClientRect();
  await commands.mouseTo(frame.left + box.left + 9, frame.top + box.top + 9);
  await eventually(() => expect(part(badge, 'card')!.matches(':popover-open > *')).toBe(true));
}

test('keeps what the page wrote, with no error, where the page refuses its Trusted Types policy', async () => {
  const { page, violations } = await violationsOf(CONTENT, `${STRICT}; trusted-types lit-html test`);
  await quiet();
  expect(page.querySelector('pledge-badge')!.shadowRoot).toBeNull();
  expect(violations).toEqual(['trusted-types']);
});

test('leaves a page’s own Lit its Trusted Types policy', async () => {
  const { page, violations } = await violationsOf(
    CONTENT,
    `${STRICT}; trusted-types pledgemark lit-html test`,
  );
  await loaded(page.querySelector('pledge-badge')!);
  const { trustedTypes } = page.defaultView as Window & {
    trustedTypes?: { createPolicy(name: string, rules: object): object };
  };
  expect(() => trustedTypes!.createPolicy('lit-html', {})).not.toThrow();
  expect(violations).toEqual([]);
});

test('a second copy under another address is refused its policy, and leaves everything to the first', async () => {
  const { page, violations } = await violationsOf(
    CONTENT,
    `${STRICT}; trusted-types pledgemark test 'allow-duplicates'`,
  );
  await addScript(page, '/embed/v1.js?again');
  await loaded(page.querySelector('pledge-badge')!);
  expect(violations).toEqual([]);

  // The page refuses a second policy of one name, and says so.
  const twice = `<script type="module" src="/embed/v1.js?again"></script>${CONTENT}`;
  const once = await violationsOf(twice, `${STRICT}; trusted-types pledgemark test`);
  // What loads later goes by the first copy, too: the policy is its.
  await opensItsCard(await loaded(once.page.querySelector('pledge-badge')!));
  await loaded(once.page.querySelector('pledge-card')!);
  await expect.poll(() => once.violations).toEqual(['trusted-types']);
});
