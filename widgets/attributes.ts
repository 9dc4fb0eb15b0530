/** Narrows what a page wrote, null where it wrote nothing, to what the property can be. It never throws. */
type Narrow = (value: string | null) => unknown;

/** An attribute that may be anything. */
export const text = (value: string | null): string | null => value;

/** An attribute that counts when it is there. Frameworks write `false` for one that is not set. */
export const flag = (value: string | null): boolean => !/^false$/i.test(value ?? 'false');

/** An attribute that says one thing, `off`. */
export const off = (value: string | null): 'off' | null => (value === 'off' ? value : null);

/**
 * Gives a class of elements a property for each attribute, as HTML's own elements have, because frameworks set
 * properties where there are some: `as-of` is `asOf`, and null takes an attribute away. On a server, and before the script is
 * there, they write that as the attribute `asof`, which is read as well. Returns what the class has to observe, which is
 * these and `lang`.
 */
export function reflect(element: CustomElementConstructor, attributes: Record<string, Narrow>): string[] {
  for (const [attribute, narrow] of Object.entries(attributes)) {
    const property = attribute.replace(/-./g, (dash) => dash.slice(1).toUpperCase());
    const alias = attribute.replace('-', '');
    Object.defineProperty(element.prototype, property, {
      get(this: Element) {
        return narrow(this.getAttribute(attribute) ?? this.getAttribute(alias));
      },
      set(this: Element, value: unknown) {
        const isFlag = narrow === flag;
        this.removeAttribute(alias);
        if (value == null || (isFlag && !(value && flag(`${value}`)))) this.removeAttribute(attribute);
        else this.setAttribute(attribute, isFlag ? '' : `${value}`);
      },
    });
  }
  return ['lang', 'asof', ...Object.keys(attributes)];
}
