// `/embed/types.d.ts`: the elements' types for a page's own scripts, made from their manifest, so that the two cannot differ.
import { type CustomElement, elementsOf, manifestOf, readSources, type Sources } from './elements.ts';

/** One file of declarations that needs no other. */
export function elementTypes(): string {
  const sources = readSources();
  return typesOf(elementsOf(manifestOf(sources)), sources);
}

function typesOf(elements: CustomElement[], sources: Sources): string {
  const source = sources.get('widgets/load-error.ts') ?? '';
  const [, reasonComment, reason] =
    /(\/\*\*(?:(?!\*\/)[\s\S])*\*\/)\nexport type Reason =([^;]*);/.exec(source) ?? [];
  if (!reason) throw new Error('widgets/load-error.ts names no reasons');
  const tags = elements.map(({ tagName, name }) => `    '${tagName}': ${name};`);
  return `// The types of Pledgemark's elements. They declare what the script of /embed/v1.js defines, and import nothing.

${reasonComment}
export type PledgeErrorReason =${reason};

/** \`pledge-error\`: an element could not show what it was asked for. */
export interface PledgeErrorEvent extends Event {
  readonly reason: PledgeErrorReason;
}

${elements.map(interfaceOf).join('\n\n')}

declare global {
  interface HTMLElementTagNameMap {
${tags.join('\n')}
  }
  interface GlobalEventHandlersEventMap {
    'pledge-load': Event;
    'pledge-error': PledgeErrorEvent;
  }
}
`;
}

function interfaceOf({ name, description, members, attributes }: CustomElement): string {
  const properties = members.map((member) => {
    const attribute = attributes.find(({ fieldName }) => fieldName === member.name);
    return `  ${comment(attribute?.description)}\n  ${member.name}: ${member.type?.text};`;
  });
  return `${comment(description)}\nexport interface ${name} extends HTMLElement {\n${properties.join('\n')}\n}`;
}

const comment = (text = '') => `/** ${text.replace(/\s+/g, ' ')} */`;
