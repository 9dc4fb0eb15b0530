/**
 * Gives a class of elements a property for each attribute, as HTML's own elements have, because frameworks set
 * properties where there are some: `as-of` is `asOf`, and null stands for an attribute that is absent. Of a flag only
 * whether it is there counts. Returns what the class has to observe, which is these and `lang`.
 */
export function reflect(
  element: CustomElementConstructor,
  attributes: readonly string[],
  flags: readonly string[] = [],
): string[] {
  const all = [...attributes, ...flags];
  for (const attribute of all) {
    const isFlag = flags.includes(attribute);
    const property = attribute.replace(/-./g, (dash) => dash.slice(1).toUpperCase());
    if (property in element.prototype) continue;
    Object.defineProperty(element.prototype, property, {
      get(this: Element) {
        return isFlag ? this.hasAttribute(attribute) : this.getAttribute(attribute);
      },
      set(this: Element, value: unknown) {
        if (value == null || (isFlag && !value)) this.removeAttribute(attribute);
        else this.setAttribute(attribute, isFlag ? '' : String(value));
      },
    });
  }
  return ['lang', ...all];
}
