// Pages of a news site that are not kind to what they embed.
import { readFileSync } from 'node:fs';
import type { Pages } from './publisher.ts';

const LIT = readFileSync(new URL('../../node_modules/lit-html/lit-html.js', import.meta.url), 'utf8');
export const BARRIERS = 'uk-2017/remove-barriers-to-the-integration-of-care-before-april-2018';
export const SUPPORT = 'uk-2017/support-more-integrated-working-across-health-services';

/** The pages, by path, which embed elements of the installation at `origin`. */
export function hostPages(origin: string): Pages {
  const script = `<script type="module" async fetchpriority="low" referrerpolicy="no-referrer" src="${origin}/embed/v1.js" data-links></script>`;
  const content = `<p id="quoted">It is <pledge-badge pledge="${BARRIERS}" outcome="kept" as-of="2019-09-30"><a href="${origin}/${BARRIERS}">Broken</a></pledge-badge>.</p>
    <p id="linked">And <a href="${origin}/${SUPPORT}">this one</a>?</p>
    <pledge-card pledge="${SUPPORT}"><a href="${origin}/${SUPPORT}">One pledge</a></pledge-card>
    <pledge-summary tracker="uk-2017">All verdicts</pledge-summary>
    <pledge-summary tracker="uk-2017" view="donut" lang="ar">All verdicts</pledge-summary>
    <pledge-list tracker="uk-2017" lang="cy">Newest verdicts</pledge-list>`;
  const strict = `default-src 'none'; script-src ${origin}; connect-src ${origin}; require-trusted-types-for 'script'; trusted-types pledgemark; report-uri /reports`;
  const article = (head: string) => `<!doctype html><html lang="en"><title>Article</title>${head}${content}`;
  const litPage = (first: string, second: string) => ({
    body: article(`${first}${second}`),
    headers: {
      'content-security-policy': `script-src 'self' ${origin}; require-trusted-types-for 'script'; trusted-types lit-html pledgemark; report-uri /reports`,
    },
  });
  const hostsLit = '<script type="module" src="/app.js"></script><div id="app"></div>';
  return {
    '/strict': { body: article(script), headers: { 'content-security-policy': strict } },
    '/plain': { body: article(script) },
    '/isolated': {
      body: article(script),
      headers: {
        'cross-origin-embedder-policy': 'require-corp',
        'cross-origin-opener-policy': 'same-origin',
      },
    },
    '/sandbox': {
      body: '<!doctype html><iframe sandbox="allow-scripts" src="/plain" width="900" height="900">',
    },
    '/lit-first': litPage(hostsLit, script.replace('async', '')),
    '/lit-second': litPage(script.replace('async', ''), hostsLit),
    '/lit-html.js': { body: LIT, type: 'text/javascript' },
    '/app.js': {
      body: `import { html, render } from './lit-html.js'; render(html\`<b>\${'Ours'}</b>\`, document.querySelector('#app'));`,
      type: 'text/javascript',
    },
  };
}
