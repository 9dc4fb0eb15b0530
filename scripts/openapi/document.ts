// `/openapi.json`: OpenAPI 3.1, made of the tables of operations and of the schemas that the routes read by.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type * as z from 'zod/mini';
import { DESK_OPERATIONS } from '../../worker/contract/desk/operations.ts';
import { type Answer, type Operation, TAGS } from '../../worker/contract/operation.ts';
import { PUBLIC_OPERATIONS } from '../../worker/contract/public-operations.ts';
import { PATH_PARAMETERS, QUERY_PARAMETERS } from './parameters.ts';
import { problemReferences, problemResponses, problemSchemas } from './problems.ts';
import { type JsonSchema, namedSchema, namedSchemas, parameterSchema } from './schemas.ts';

const ROOT = join(import.meta.dirname, '../..');
const DESK_PATH = '/api/v1/desk';

const DESCRIPTION = `Verdicts on political promises: what readers get, open to every origin and without a key, and the desk endpoint, by which editors publish.

Fields, paths and names of problems are added to and never renamed, so a client has to let pass what it does not know. Every field is explained in [the data dictionary](/docs/data), every act in [the desk endpoint](/docs/desk), every refusal in [the list of problems](/docs/problems). What is read by GET is also answered to HEAD.`;

const HEADERS: Record<string, string> = {
  ETag: 'Names these bytes, or at the desk the version of what is answered: send it in `If-None-Match`, or `If-Match`',
  Location: 'Where it is',
  'Retry-After': 'In how many seconds to ask again',
  'WWW-Authenticate': 'How to say who you are',
  'Set-Cookie': 'The session; it is out of reach of scripts',
};

const SECURITY_SCHEMES = {
  token: {
    type: 'http',
    scheme: 'bearer',
    description:
      'A token of the desk (`pm_...`). An admin makes it; the first one is the `ADMIN_TOKEN` secret.',
  },
  session: {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-pledgemark',
    description:
      'A session of the desk app, for twelve hours. On loopback over http it is `pledgemark`. It changes something only from a page of the desk: `Origin` is checked.',
  },
  access: {
    type: 'apiKey',
    in: 'header',
    name: 'Cf-Access-Jwt-Assertion',
    description: 'What Cloudflare Access adds by itself, where the desk is behind it.',
  },
} as const;

const DESK_SECURITY = [{ token: [] }, { session: [] }, { access: [] }];

export type OpenApi = {
  openapi: string;
  info: Record<string, unknown>;
  servers: { url: string; description: string }[];
  tags: { name: string; description: string }[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: { schemas: Record<string, JsonSchema>; responses: Record<string, OpenApiResponse> } & Record<
    string,
    object
  >;
};
export type OpenApiParameter = {
  name: string;
  in: 'path' | 'query' | 'header';
  required: boolean;
  description: string;
  schema: JsonSchema;
};
export type OpenApiResponse = {
  description: string;
  headers?: Record<string, { $ref: string }>;
  content?: Record<string, { schema?: JsonSchema }>;
};
export type OpenApiOperation = {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters: OpenApiParameter[];
  requestBody?: { required: boolean; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, OpenApiResponse | { $ref: string }>;
  security: object[];
};

/** The document; `strict` forbids fields that a schema does not name, for the test that holds the answers to it. */
export async function openApi({ strict = false, server = '/' } = {}): Promise<OpenApi> {
  const { version } = JSON.parse(await readFile(join(ROOT, 'package.json'), 'utf8'));
  const paths: OpenApi['paths'] = {};
  for (const [route, operation] of Object.entries(allOperations())) {
    const [method = '', path = ''] = route.split(' ');
    const templated = path.replace(/:(\w+)/g, '{$1}');
    paths[templated] = { ...paths[templated], [method.toLowerCase()]: described(path, operation, strict) };
  }
  const headers = Object.entries(HEADERS).map(([name, description]) => [
    name,
    { description, schema: { type: 'string' } },
  ]);
  return {
    openapi: '3.1.1',
    info: {
      title: 'Pledgemark',
      version,
      summary: 'Verdicts on political promises',
      description: DESCRIPTION,
      license: { name: 'MIT', identifier: 'MIT' },
    },
    servers: [{ url: server, description: 'The installation that this document came from' }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: {
      schemas: { ...namedSchemas(strict), ...problemSchemas(strict) },
      responses: problemResponses(Object.values(allOperations()).map(({ problems }) => problems)),
      headers: Object.fromEntries(headers),
      securitySchemes: SECURITY_SCHEMES,
    },
  };
}

/** Every operation, by method and whole path. */
export function allOperations(): Record<string, Operation> {
  const desk = Object.entries(DESK_OPERATIONS).map(([route, row]): [string, Operation] => [
    route.replace(' ', ` ${DESK_PATH}`),
    row,
  ]);
  return { ...PUBLIC_OPERATIONS, ...Object.fromEntries(desk) };
}

function described(path: string, operation: Operation, strict: boolean): OpenApiOperation {
  const { id, tag, summary, description, bodies, answers, problems, role, access, etag } = operation;
  const least =
    role &&
    `For ${role === 'reader' ? 'every role' : `the role \`${role}\`${role === 'admin' ? '' : ' and above'}`}.`;
  const words = [description, least].filter(Boolean).join('\n\n');
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...(words ? { description: words } : {}),
    parameters: parametersOf(path, operation),
    ...(bodies ? { requestBody: bodyOf(bodies) } : {}),
    responses: {
      ...responsesOf(answers, etag !== undefined, strict),
      ...(etag === 'bytes'
        ? { '304': { description: 'You have it already', headers: headersOf(['ETag']) } }
        : {}),
      ...problemReferences(problems),
    },
    security: access === 'desk' ? DESK_SECURITY : [],
  };
}

function parametersOf(path: string, { query, etag, asksVersion }: Operation): OpenApiParameter[] {
  const parameters: OpenApiParameter[] = [...path.matchAll(/:(\w+)/g)].map(([, name = '']) => {
    const { description, pattern, example } = known(PATH_PARAMETERS, name);
    return {
      name,
      in: 'path',
      required: true,
      description,
      schema: { type: 'string', pattern, examples: [example] },
    };
  });
  for (const [name, field] of Object.entries(query?.shape ?? {}) as [string, z.ZodMiniType][]) {
    const schema = parameterSchema(field);
    parameters.push({
      name,
      in: 'query',
      required: !field.safeParse(undefined).success,
      description: known(QUERY_PARAMETERS, name),
      schema,
      // `ids=a/b,c/d`, but `redact=...&redact=...`.
      ...(name === 'ids' ? { style: 'form', explode: false, allowReserved: true } : {}),
    });
  }
  const condition = (name: string, required: boolean, description: string) =>
    parameters.push({ name, in: 'header', required, description, schema: { type: 'string' } });
  if (etag === 'bytes') condition('If-None-Match', false, 'An ETag that you have: unchanged, it is 304');
  if (asksVersion)
    condition('If-Match', true, 'The ETag of the version that you have seen: changed since, it is 412');
  return parameters;
}

function known<Value>(words: Record<string, Value>, name: string): Value {
  const found = words[name];
  if (found === undefined)
    throw new Error(`The parameter ${name} has no words in scripts/openapi/parameters.ts`);
  return found;
}

function bodyOf(bodies: NonNullable<Operation['bodies']>) {
  const content = Object.entries(bodies).map(([type, schema]) => [
    type,
    { schema: schema ? namedSchema(schema, 'input') : { type: 'string' } },
  ]);
  // No body at all is an empty object.
  const mayLack = Object.values(bodies).every((schema) => schema?.safeParse({}).success);
  return { required: !mayLack, content: Object.fromEntries(content) };
}

function responsesOf(answers: Answer[], hasTag: boolean, strict: boolean): Record<string, OpenApiResponse> {
  const responses: Record<string, OpenApiResponse> = {};
  for (const { status, about, type, schema, headers = [] } of answers) {
    const names = [...(hasTag && status < 300 ? ['ETag'] : []), ...headers];
    const content = type && {
      [type]: { schema: schema ? namedSchema(schema, 'output', strict) : ({ type: 'string' } as const) },
    };
    responses[status] = {
      description: about,
      ...(names.length > 0 ? { headers: headersOf(names) } : {}),
      ...(content ? { content: { ...responses[status]?.content, ...content } } : {}),
    };
  }
  return responses;
}

function headersOf(names: string[]) {
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}

/** Writes `/openapi.json`. */
export async function writeOpenApi(assets: string): Promise<void> {
  await writeFile(join(assets, 'openapi.json'), JSON.stringify(await openApi()));
}
