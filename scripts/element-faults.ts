// Where the elements' sources do not do what their manifest says, or do what it does not say. Read by regular expression: parts and
// properties are in templates, of which a syntax tree has only the text, and TypeScript 7's API is `unstable` and takes 3 s to start.
import { type CustomElement, fieldOf, type Sources } from './elements.ts';

/** Attributes that every element has without observing them: styles and the browser act on them. */
const UNOBSERVED = ['theme', 'lang'];

/** One line for each fault; none when the manifest is true. */
export function faultsOf(elements: CustomElement[], sources: Sources): string[] {
  const code = [...sources.values()].map(withoutComments).join('\n');
  const all = (kind: 'cssParts' | 'cssProperties') =>
    elements.flatMap((element) => element[kind].map(({ name }) => name));
  const parts = [
    ...found(code, /\bpart(?:="| = ')([\w ]+)/g),
    ...found(code, /\bicon\([^()]*(?:\([^()]*\))?[^()]*, '(\w+)'\)/g),
  ];
  return [
    ...elements.flatMap((element) => ownFaults(element, sources)),
    ...differences(
      'part',
      parts.flatMap((names) => names.split(' ')),
      all('cssParts'),
    ),
    ...differences('custom property', found(code, /var\((--pledge-[\w-]+)/g), all('cssProperties')),
  ];
}

function ownFaults(element: CustomElement, sources: Sources): string[] {
  const { tagName, name, attributes, members, events, cssStates } = element;
  const chain = classChain(name, sources);
  const [observed = ''] = found(chain, /static observedAttributes = reflect\(this, \{([^}]*)\}/g);
  const names = found(observed, /(?:^|[\s,])'?([\w-]+)'?:/g);
  const documented = attributes.map(({ name }) => name).filter((name) => !UNOBSERVED.includes(name));
  return [
    ...differences('attribute', names, documented),
    ...differences(
      'property',
      members.map(({ name }) => name),
      documented.map(fieldOf),
    ),
    ...differences(
      'event',
      found(chain, /new Event\('([\w-]+)'|new PledgeErrorEvent\(/g).map((name) => name || 'pledge-error'),
      events.map(({ name }) => name),
    ),
    ...differences(
      'state',
      found(chain, /setState\('([\w-]+)'/g),
      cssStates.map(({ name }) => name),
    ),
    ...[...attributes, ...events, ...element.cssParts, ...element.cssProperties, ...cssStates]
      .filter(({ description }) => !description)
      .map(({ name }) => `${name} is not described`),
    ...UNOBSERVED.filter((name) => !attributes.some((attribute) => attribute.name === name)).map(
      (name) => `attribute ${name} is not documented`,
    ),
  ].map((fault) => `<${tagName}>: ${fault}`);
}

// The code of a class and of those that it extends.
function classChain(name: string, sources: Sources): string {
  for (const source of sources.values()) {
    const [, base] = new RegExp(`class ${name}(?:<\\w+>)? extends (\\w+)`).exec(source) ?? [];
    if (base) return withoutComments(source) + classChain(base, sources);
  }
  return '';
}

function withoutComments(source: string): string {
  return source.replace(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

function found(code: string, pattern: RegExp): string[] {
  return [...code.matchAll(pattern)].map(([, name = '']) => name);
}

function differences(kind: string, used: string[], documented: string[]): string[] {
  return [
    ...new Set(
      used.filter((name) => !documented.includes(name)).map((name) => `${kind} ${name} is not documented`),
    ),
    ...documented
      .filter((name) => !used.includes(name))
      .map((name) => `${kind} ${name} is documented and not there`),
  ];
}
