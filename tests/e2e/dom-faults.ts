// What can be wrong with a page that holds hostile text, looked for in the page itself, shadow roots included.
import type { Page } from 'playwright-core';

/** Kinds of element with their attributes, `a[href]`: a page of harmless text has no others than these. */
export type Skeleton = string[];

/** Before any of a page's own scripts: whatever runs, asks or breaks the policy is noted. */
export async function setTripwire(page: Page): Promise<string[]> {
  const tripped: string[] = [];
  page.on('dialog', (dialog) => {
    tripped.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('console', (message) => {
    // The browser says so of a query that is refused, what is not there, what was withdrawn, and a form that comes back.
    if (!/status of 4(?:00|04|10|22)/.test(message.text())) tripped.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => tripped.push(`error: ${error}`));
  await page.exposeFunction('run', () => tripped.push('run'));
  await page.exposeFunction('violated', (what: string) => tripped.push(`policy: ${what}`));
  await page.addInitScript(() => {
    const { violated } = window as unknown as { violated(what: string): void };
    document.addEventListener('securitypolicyviolation', (event) =>
      violated(`${event.effectiveDirective} ${event.blockedURI}`),
    );
  });
  return tripped;
}

/** What the open page is made of, and the addresses in it that are no plain links. */
export function lookThrough(page: Page): Promise<{ skeleton: Skeleton; addresses: string[] }> {
  return page.evaluate(() => {
    const skeleton = new Set<string>();
    const addresses: string[] = [];
    const look = (root: ParentNode) => {
      for (const element of root.querySelectorAll('*')) {
        const name = element.localName;
        skeleton.add(name);
        for (const attribute of element.attributes) skeleton.add(`${name}[${attribute.name}]`);
        for (const attribute of [
          'href',
          'src',
          'action',
          'formaction',
          'xlink:href',
          'data',
          'srcset',
          'poster',
        ])
          if (element.hasAttribute(attribute)) {
            const written = element.getAttribute(attribute) ?? '';
            const { protocol, username } = new URL(written, document.baseURI);
            if (!['http:', 'https:', 'mailto:'].includes(protocol) || username) addresses.push(written);
          }
        // Every handler that broke out into an attribute has its chance.
        for (const type of ['mouseover', 'focus', 'error', 'load']) element.dispatchEvent(new Event(type));
        if (element.shadowRoot) look(element.shadowRoot);
      }
    };
    look(document);
    return { skeleton: [...skeleton].toSorted(), addresses };
  });
}

/**
 * The paths and elements that a document for machines is made of, parsed as what it says it is, with what is HTML in it
 * parsed as HTML. Fetched by the open page.
 */
export function lookThroughFile(page: Page, url: string): Promise<Skeleton> {
  return page.evaluate(async (address) => {
    const response = await fetch(address);
    if (!response.ok) throw new Error(`${address}: ${response.status}`);
    const type = response.headers.get('content-type') ?? '';
    const text = await response.text();
    const names = new Set<string>();
    // Read to people, and led to by nothing.
    const isWords = (attribute: string) => ['title', 'alt', 'aria-label'].includes(attribute);
    const addTree = (kind: DOMParserSupportedType, source: string) => {
      for (const element of new DOMParser().parseFromString(source, kind).querySelectorAll('*')) {
        names.add(`${kind} ${element.localName}`);
        for (const { name, value } of element.attributes)
          names.add(
            `${kind} ${element.localName}[${name}]${!isWords(name) && /^\s*(?:javascript|data|vbscript):/i.test(value) ? ' run' : ''}`,
          );
        if (element.getAttribute('type') === 'html') addTree('text/html', element.textContent ?? '');
      }
    };
    const addValue = (value: unknown, path: string) => {
      if (typeof value !== 'object' || value === null) names.add(path);
      else
        for (const [key, each] of Object.entries(value))
          addValue(each, `${path}/${Array.isArray(value) ? '*' : key.replace(/-\d+\//, '-n/')}`);
      if (/\/(?:content_)?html$/.test(path)) addTree('text/html', String(value));
    };
    if (type.includes('json')) addValue(JSON.parse(text), '');
    else addTree('application/xml', text);
    return [...names, type, String(response.headers.get('x-content-type-options'))];
  }, url);
}
