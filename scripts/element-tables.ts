// The tables of docs/widgets.md.
import type { CustomElement } from './elements.ts';

/** Everything a page can set and style, as Markdown; one chapter for each element. */
export function tablesOf(elements: CustomElement[]): string {
  return elements.map(chapter).join('\n\n');
}

function chapter(element: CustomElement): string {
  const {
    tagName,
    description,
    attributes,
    events,
    slots = [],
    cssParts,
    cssProperties,
    cssStates,
  } = element;
  const code = (name: string) => `\`${name}\``;
  const tables = [
    table(
      ['attribute', 'value', 'property', ''],
      attributes.map(({ name, type, default: value, fieldName, description }) => [
        code(name),
        (type?.text ?? '').replaceAll('|', ' or ') + (value ? `, else ${code(value)}` : ''),
        fieldName ? code(fieldName) : '',
        description,
      ]),
    ),
    table(
      ['event', ''],
      events.map(({ name, description }) => [code(name), description]),
    ),
    table(
      ['slot', ''],
      slots.map(({ name, description }) => [name ? code(name) : 'inside the tag', description]),
    ),
    table(
      ['part', ''],
      cssParts.map(({ name, description }) => [code(`::part(${name})`), description]),
    ),
    table(
      ['custom property', 'else', ''],
      cssProperties.map(({ name, default: value, description }) => [
        code(name),
        value ? code(value) : '',
        description,
      ]),
    ),
    table(
      ['state', ''],
      cssStates.map(({ name, description }) => [code(`:state(${name})`), description]),
    ),
  ];
  return [`### \`<${tagName}>\``, description.replace(/\s+/g, ' '), ...tables.filter(Boolean)].join('\n\n');
}

function table(heads: string[], rows: (string | undefined)[][]): string {
  if (!rows[0]) return '';
  const line = (cells: (string | undefined)[]) =>
    `| ${cells.map((cell = '') => cell.replace(/\s+/g, ' ')).join(' | ')} |`;
  return [line(heads), line(heads.map(() => '---')), ...rows.map(line)].join('\n');
}
