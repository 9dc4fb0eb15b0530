// What TypeScript and each framework's own checker read of the elements, made from their manifest as `/embed/types.d.ts` is.
import { type CustomElement, fieldOf } from '../elements.ts';

type Attribute = CustomElement['attributes'][number];

/** The attributes of each element as HTML names them, and as the properties of a component. */
export function attributeTypes(elements: CustomElement[]): string {
  return `// The attributes of Pledgemark's elements.

${elements.map((element) => `${interfaceOf(element, 'Attributes', ({ name }) => name)}\n\n${interfaceOf(element, 'Props', ({ name }) => fieldOf(name))}`).join('\n\n')}
`;
}

/** The types of the React components, and of the tags themselves. */
export function reactTypes(elements: CustomElement[]): string {
  const components = elements.map(
    (
      element,
    ) => `export type ${short(element)}ComponentProps = Omit<HTMLAttributes<${element.name}>, keyof ${short(element)}Props> &
  ${short(element)}Props & {
    ref?: Ref<${element.name}> | undefined;
${events(element, (name) => `onPledge${name}`, 4)}
  };

${comment(element.description)}
export declare function ${short(element)}(props: ${short(element)}ComponentProps): JSX.Element;`,
  );
  return `import type { DetailedHTMLProps, HTMLAttributes, JSX, Ref } from 'react';
${imports(elements, ['Attributes', 'Props'])}

${components.join('\n\n')}

/** A tag as it is, whose events are a component's: React loses its listeners where a server has rendered the tag. */
type Tag<E, Attributes> = Omit<DetailedHTMLProps<HTMLAttributes<E>, E>, keyof Attributes> &
  Attributes & { class?: string | undefined; 'onpledge-load'?: never; 'onpledge-error'?: never };

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
${tags(elements, (element) => `Tag<${element.name}, ${short(element)}Attributes>`, 6)}
    }
  }
}
`;
}

export function vueTypes(elements: CustomElement[]): string {
  return `import type { HTMLAttributes, ReservedProps } from 'vue';
${imports(elements, ['Props'])}

/** For \`compilerOptions\`: whether a tag is one of Pledgemark's and no component. */
export declare function isCustomElement(tag: string): boolean;

${elements
  .map(
    (element) => `type ${short(element)}Tag = new () => ${element.name} & {
  $props: HTMLAttributes & ReservedProps & ${short(element)}Props & {
${events(element, (name) => `onPledge${name}`, 4)}
  };
};`,
  )
  .join('\n')}

declare module 'vue' {
  interface GlobalComponents {
${tags(elements, (element) => `${short(element)}Tag`, 4)}
  }
}
`;
}

export function svelteTypes(elements: CustomElement[]): string {
  return `import type { HTMLAttributes } from 'svelte/elements';
${imports(elements, ['Attributes'])}

${elements
  .map(
    (
      element,
    ) => `type ${short(element)}Tag = Omit<HTMLAttributes<${element.name}>, keyof ${short(element)}Attributes> & ${short(element)}Attributes & {
${events(element, (name) => `'onpledge-${name.toLowerCase()}'`, 2)}
};`,
  )
  .join('\n')}

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
${tags(elements, (element) => `${short(element)}Tag`, 4)}
  }
}
`;
}

export function astroTypes(elements: CustomElement[]): string {
  return `${imports(elements, ['Attributes'])}

declare global {
  namespace astroHTML.JSX {
    interface DefinedIntrinsicElements {
${tags(elements, (element) => `Omit<HTMLAttributes, keyof ${short(element)}Attributes> & ${short(element)}Attributes`, 6)}
    }
  }
}
`;
}

const short = ({ name }: CustomElement) => name.replace(/Element$/, '');
const comment = (text = '') => `/** ${text.replace(/\s+/g, ' ')} */`;

function interfaceOf(
  element: CustomElement,
  kind: 'Attributes' | 'Props',
  nameOf: (attribute: Attribute) => string,
): string {
  const lines = element.attributes.map((attribute) => {
    const name = nameOf(attribute);
    const key = /^\w+$/.test(name) ? name : `'${name}'`;
    return `  ${comment(attribute.description)}\n  ${key}?: ${typeOf(element, attribute)};`;
  });
  return `export interface ${short(element)}${kind} {\n${lines.join('\n')}\n}`;
}

// A property may say more than its attribute does; HTML writes a number as text.
function typeOf({ members }: CustomElement, { fieldName, type }: Attribute): string {
  const field = members.find(({ name }) => name === fieldName)?.type?.text;
  const text = (field ?? type?.text ?? 'string').replace(/"/g, "'").replace(/\s*\|\s*/g, ' | ');
  // biome-ignore lint/suspicious/noTemplateCurlyInString: -- a type of TypeScript
  const wide = text === 'number' ? 'number | `${number}`' : text;
  return `${wide.replace(/ \| null$/, '')} | null | undefined`;
}

function events({ events: all }: CustomElement, nameOf: (name: string) => string, indent: number): string {
  return all
    .map(({ name, type, description }) => {
      const [, word = ''] = /^pledge-(\w+)$/.exec(name) ?? [];
      const key = nameOf(word.charAt(0).toUpperCase() + word.slice(1));
      const space = ' '.repeat(indent);
      return `${space}${comment(description)}\n${space}${key}?: ((event: ${type?.text ?? 'Event'}) => void) | undefined;`;
    })
    .join('\n');
}

function tags(elements: CustomElement[], typeOf: (element: CustomElement) => string, indent: number): string {
  return elements
    .map((element) => `${' '.repeat(indent)}'${element.tagName}': ${typeOf(element)};`)
    .join('\n');
}

function imports(elements: CustomElement[], kinds: string[]): string {
  const names = elements.flatMap((element) => kinds.map((kind) => short(element) + kind));
  const classes = [...elements.map(({ name }) => name), 'PledgeErrorEvent'];
  return `import type { ${names.join(', ')} } from './attributes.js';
import type { ${classes.join(', ')} } from './elements.js';`;
}
