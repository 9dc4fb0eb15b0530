// What is wrong with a mapping itself, before any row is read by it.

import { choiceFault, shown } from '../../../data/explain.ts';
import { wordFault } from '../../../data/fault.ts';
import type { FieldError } from '../../../data/field-error.ts';
import { takesSeveral } from '../../../data/import-fields.ts';
import type { MappedImport } from '../../../data/import-mapping.ts';
import type { Tracker } from '../../../data/tracker.ts';
import { fieldError } from '../../field-error.ts';
import { namedBy } from './words.ts';

/** Faults at fields of `mapping`, and at the header where a mapped name is there twice. */
export function mappingFaults(
  tracker: Tracker,
  { mapping, header }: Pick<MappedImport, 'mapping' | 'header'>,
): FieldError[] {
  const errors: FieldError[] = [];
  const taken = new Map<string, string>();
  if (Object.keys(mapping.columns).length === 0)
    errors.push(fieldError('/mapping/columns', { code: 'too-few', length: 0, allowed: { least: 1 } }));
  for (const [name, fields] of Object.entries(mapping.columns)) {
    const at = `/mapping/columns/${escaped(name)}`;
    const first = header.indexOf(name);
    if (first < 0) errors.push(fieldError(at, choiceFault('not-a-choice', name, [...header])));
    else if (header.indexOf(name, first + 1) >= 0)
      errors.push(
        fieldError(`/header/${header.lastIndexOf(name)}`, {
          code: 'twice',
          of: 'a column',
          found: shown(name),
        }),
      );
    for (const field of [fields].flat()) {
      errors.push(...facetFaults(tracker, field, at));
      if (taken.has(field) && !takesSeveral(field)) {
        const fault = { code: 'twice', of: 'a field', found: shown(field) } as const;
        errors.push(fieldError(at, fault, `${wordFault(fault)}; "${taken.get(field)}" is that already`));
      }
      taken.set(field, name);
    }
  }
  for (const field of Object.keys(mapping.defaults))
    errors.push(...facetFaults(tracker, field, `/mapping/defaults/${field}`));
  for (const [field, words] of Object.entries(mapping.words)) {
    errors.push(...facetFaults(tracker, field, `/mapping/words/${field}`));
    const named = namedBy(tracker, field);
    const ids = named.map(({ id }) => id);
    const known = new Set([...ids, ...named.flatMap(({ labels }) => labels)]);
    const makes = field === 'categories' || field.startsWith('facet_');
    for (const [word, meaning] of Object.entries(words)) {
      const at = `/mapping/words/${field}/${escaped(word)}`;
      const id = typeof meaning === 'object' ? meaning?.id : meaning;
      // A verdict is a promise to readers of what the word means: it is made in the tracker's scheme, with its definition.
      if (typeof meaning === 'object' && meaning !== null && !makes)
        errors.push(
          fieldError(at, `makes something new; only categories and values of facets are made by an import`),
        );
      else if (typeof meaning === 'string' && !known.has(meaning))
        errors.push(fieldError(at, choiceFault('not-a-choice', id, ids)));
    }
  }
  return errors;
}

function facetFaults({ facets = [] }: Tracker, field: string, at: string): FieldError[] {
  if (!field.startsWith('facet_') || facets.some(({ id }) => `facet_${id}` === field)) return [];
  return [
    fieldError(
      at,
      choiceFault(
        'not-a-choice',
        field,
        facets.map(({ id }) => `facet_${id}`),
      ),
    ),
  ];
}

function escaped(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
