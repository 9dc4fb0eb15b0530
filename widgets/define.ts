/**
 * Registers an element once. A page may load this script twice, or in two versions: the first one keeps the
 * tag, and the second must not throw at the page.
 */
export function define(tag: string, element: CustomElementConstructor): void {
  if (!customElements.get(tag)) customElements.define(tag, element);
}
