/** What frameworks write for a flag that is not set. */
const UNSET = /^false$/i;

/**
 * Gives a class of elements a property for each attribute, as HTML's own elements have, because frameworks set
 * properties where there are some: `as-of` is `asOf`, and null stands for an attribute that is absent. On a server, and
 * before the script is there, they write that as the attribute `asof`, which is read as well. Of a flag only whether it
 * is there counts. Returns what the class has to observe, which is these and `lang`.
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
    const alias = attribute.replace('-', '');
    if (property in element.prototype) continue;
    Object.defineProperty(element.prototype, property, {
      get(this: Element) {
        const value = this.getAttribute(attribute) ?? this.getAttribute(alias);
        return isFlag ? !UNSET.test(value ?? 'false') : value;
      },
      set(this: Element, value: unknown) {
        if (alias !== attribute) this.removeAttribute(alias);
        const isAbsent = value == null || (isFlag && (!value || UNSET.test(`${value}`)));
        this.toggleAttribute(attribute, !isAbsent);
        if (!isAbsent && !isFlag) this.setAttribute(attribute, `${value}`);
      },
    });
  }
  return ['lang', 'asof', ...all];
}
