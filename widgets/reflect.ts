/**
 * Gives a class of elements a property for each attribute, as HTML's own elements have, because frameworks set
 * properties where there are some: `as-of` is `asOf`, and null stands for an attribute that is absent. Returns what
 * the class has to observe, which is these and `lang`.
 */
export function reflect(element: CustomElementConstructor, attributes: readonly string[]): string[] {
  for (const attribute of attributes) {
    const property = attribute.replace(/-./g, (dash) => dash.slice(1).toUpperCase());
    if (property in element.prototype) continue;
    Object.defineProperty(element.prototype, property, {
      get(this: Element) {
        return this.getAttribute(attribute);
      },
      set(this: Element, value: unknown) {
        if (value == null) this.removeAttribute(attribute);
        else this.setAttribute(attribute, String(value));
      },
    });
  }
  return ['lang', ...attributes];
}
