// What the custom elements are, read from their sources: the manifest that editors and frameworks understand
// (https://github.com/webcomponents/custom-elements-manifest), without what is no business of a page.
import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as analyzer from '@custom-elements-manifest/analyzer';
import { ICONS } from '../data/icons.ts';

const ROOT = join(import.meta.dirname, '..');

type Described = { name: string; description?: string };
type Typed = Described & { type?: { text: string } };
type Attribute = Typed & { default?: string; fieldName?: string };
type Member = Typed & { kind: string; privacy?: string; attribute?: string; inheritedFrom?: unknown };

/** A custom element, as its manifest tells it. */
export type CustomElement = {
  kind: string;
  name: string;
  tagName: string;
  description: string;
  attributes: Attribute[];
  members: Member[];
  events: Typed[];
  slots?: Described[];
  cssParts: Described[];
  cssProperties: (Described & { default?: string })[];
  cssStates: Described[];
  superclass?: { name: string; module: string };
};

type Module = { path: string; declarations: Partial<CustomElement>[]; exports: unknown[] };
type Manifest = { schemaVersion: string; modules: Module[] };

// The package's types tell of its plugins and leave out what they plug into.
const { create, ts } = analyzer as unknown as {
  create(options: { modules: object[] }): Manifest;
  ts: { createSourceFile(path: string, source: string, target: number, setParents: boolean): object };
};
const ES2022 = 9;

/** The elements' sources by path, such as `widgets/pledge-badge.ts`. */
export type Sources = Map<string, string>;

/** The manifest of the elements that the script defines; `sources` are all files of the embed. */
export function manifestOf(sources: Sources): Manifest {
  const script = sources.get('widgets/embed.ts') ?? '';
  const tags = new Map(
    [...script.matchAll(/define\('([\w-]+)', (\w+)\)/g)].map(([, tag, name]) => [name, tag]),
  );
  const { modules } = create({
    modules: [...sources].map(([path, source]) => ts.createSourceFile(path, source, ES2022, true)),
  });
  const elements: Module[] = [];
  for (const { path, declarations } of modules)
    for (const found of declarations) {
      const tagName = tags.get(found.name);
      if (!tagName) continue;
      const declaration = { ...found, tagName, customElement: true, ...reflected(found) };
      const declared = { name: found.name, module: path };
      elements.push({
        path,
        declarations: [declaration],
        exports: [
          { kind: 'js', name: found.name, declaration: declared },
          { kind: 'custom-element-definition', name: tagName, declaration: declared },
        ],
      });
    }
  return { schemaVersion: '2.1.0', modules: elements };
}

/** The property of an attribute: `asOf` of `as-of`. */
export function fieldOf(attribute: string): string {
  return attribute.replace(/-./g, (dash) => dash.slice(1).toUpperCase());
}

/** What a page cannot look up. */
const OWN_TYPES: Record<string, string> = {
  IconName: Object.keys(ICONS)
    .map((name) => `'${name}'`)
    .join(' | '),
};

// An attribute and its property, each with the other's name; methods are for our own classes only.
function reflected({ members = [], attributes = [] }: Partial<CustomElement>) {
  const fields = members.filter(
    ({ kind, privacy, inheritedFrom }) => kind === 'field' && !privacy && !inheritedFrom,
  );
  return {
    members: fields.map((declared) => {
      const text = declared.type?.text ?? '';
      const field = { ...declared, type: { text: OWN_TYPES[text] ?? text } };
      const attribute = attributes.find(({ name }) => fieldOf(name) === field.name);
      return attribute ? { ...field, attribute: attribute.name, reflects: true } : field;
    }),
    attributes: attributes.map((attribute) =>
      fields.some(({ name }) => name === fieldOf(attribute.name))
        ? { ...attribute, fieldName: fieldOf(attribute.name) }
        : attribute,
    ),
  };
}

/** The elements of a manifest, in the order of the script. */
export function elementsOf({ modules }: Manifest): CustomElement[] {
  return modules.flatMap(({ declarations }) => declarations) as CustomElement[];
}

/** All files that the elements are made of. */
export function readSources(): Sources {
  const paths = globSync('widgets/*.ts', { cwd: ROOT }).sort();
  return new Map(paths.map((path) => [path, readFileSync(join(ROOT, path), 'utf8')]));
}
