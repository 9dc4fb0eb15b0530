// The refusals: RFC 9457 problem details, each slug with a schema of its own, so that a client knows them apart by `type`.
import * as z from 'zod/mini';
import { faultGroupSchema, fieldErrorSchema } from '../../data/field-error.ts';
import { publishedPledgeSchema } from '../../data/published.ts';
import { PROBLEMS, type ProblemSlug } from '../../worker/problem.ts';
import { type JsonSchema, jsonSchemaOf } from './schemas.ts';

const problemSchema = z.strictObject({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.optional(z.string()),
  errors: z.optional(z.array(fieldErrorSchema)),
  total: z.optional(z.int()),
  groups: z.optional(z.array(faultGroupSchema)),
  version: z.optional(z.int()),
  allowed: z.optional(z.array(z.string())),
  pledge: z.optional(publishedPledgeSchema),
  pledges: z.optional(z.int()),
});

/** What a refusal of each kind cannot do without. */
const NEEDS: Partial<Record<ProblemSlug, (keyof z.infer<typeof problemSchema>)[]>> = {
  'stale-version': ['version'],
  'act-not-allowed': ['detail', 'allowed'],
  'invalid-fields': ['errors'],
  'confirmation-required': ['detail', 'pledges'],
  withdrawn: ['detail', 'pledge'],
};

const HEADERS: Partial<Record<ProblemSlug, string>> = {
  unauthenticated: 'WWW-Authenticate',
  'stale-version': 'ETag',
  'too-many-requests': 'Retry-After',
  'queue-full': 'Retry-After',
  unavailable: 'Retry-After',
};

/** `stale-version` is `StaleVersionProblem`. */
function nameOf(slug: ProblemSlug): string {
  return `${slug.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase())}Problem`;
}

/** `Problem`, and one of each kind. */
export function problemSchemas(strict: boolean): Record<string, JsonSchema> {
  const slugs = Object.keys(PROBLEMS) as ProblemSlug[];
  const kinds = slugs.map((slug): [string, JsonSchema] => {
    const { status, title } = PROBLEMS[slug];
    const own: JsonSchema = {
      type: 'object',
      required: NEEDS[slug] ?? [],
      properties: {
        type: { type: 'string', pattern: `#${slug}$` },
        title: { const: title },
        status: { const: status },
      },
    };
    return [nameOf(slug), { description: title, allOf: [{ $ref: '#/components/schemas/Problem' }, own] }];
  });
  return {
    Problem: {
      description: 'A refusal (RFC 9457). `type` ends in the name of its kind; `/docs/problems` lists them.',
      ...jsonSchemaOf(problemSchema, 'output', strict),
    },
    ...Object.fromEntries(kinds),
  };
}

/** The slugs of each status: what one answer may say. */
function byStatus(slugs: readonly ProblemSlug[]): [status: string, kinds: ProblemSlug[]][] {
  const grouped = Map.groupBy(slugs, (slug) => PROBLEMS[slug].status);
  return [...grouped].map(([status, kinds]) => [String(status), kinds]);
}

/** `forbidden.foreign-origin`: an answer that may be either. */
const responseName = (kinds: ProblemSlug[]) => kinds.join('.');

/** The answers to these problems, by status, as references. */
export function problemReferences(slugs: readonly ProblemSlug[]): Record<string, { $ref: string }> {
  return Object.fromEntries(
    byStatus(slugs).map(([status, kinds]) => [
      status,
      { $ref: `#/components/responses/${responseName(kinds)}` },
    ]),
  );
}

/** What those references lead to, for all that the operations name. */
export function problemResponses(
  named: readonly (readonly ProblemSlug[])[],
): Record<string, ProblemResponse> {
  const responses: Record<string, ProblemResponse> = {};
  for (const [, kinds] of named.flatMap(byStatus)) responses[responseName(kinds)] ??= responseTo(kinds);
  return responses;
}

type ProblemResponse = ReturnType<typeof responseTo>;

function responseTo(kinds: ProblemSlug[]) {
  const refs = kinds.map((slug): JsonSchema => ({ $ref: `#/components/schemas/${nameOf(slug)}` }));
  const headers = kinds.flatMap((slug) => HEADERS[slug] ?? []);
  const schema: JsonSchema = refs.length === 1 && refs[0] ? refs[0] : { anyOf: refs };
  return {
    description: kinds.map((slug) => `\`${slug}\`: ${PROBLEMS[slug].title}.`).join('\n\n'),
    ...(headers.length > 0
      ? {
          headers: Object.fromEntries(
            headers.map((name) => [name, { $ref: `#/components/headers/${name}` }]),
          ),
        }
      : {}),
    content: { 'application/problem+json': { schema } },
  };
}
