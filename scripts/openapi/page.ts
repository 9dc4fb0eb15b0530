// `/docs/api`: the description of the API as a page, without a script.
import { Marked } from 'marked';
import type { OpenApi, OpenApiOperation, OpenApiParameter, OpenApiResponse } from './document.ts';
import type { JsonSchema } from './schemas.ts';
import { code, escaped, schemaAnchor, typeInWords } from './types.ts';

const marked = new Marked({ async: false });
const words = (markdown: string) => marked.parse(markdown) as string;
const inline = (markdown: string) => marked.parseInline(markdown) as string;

/** What stands between the header and the footer of the page. */
export function apiPage(document: OpenApi): string {
  const { paths, components } = document;
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({
      route: `${method.toUpperCase()} ${path}`,
      operation,
    })),
  );
  const sections = document.tags.map(({ name, description }) => {
    const own = operations.filter(({ operation }) => operation.tags.includes(name));
    return `<h2 id="${anchor(name)}">${escaped(name)}</h2>\n<p>${escaped(description)}</p>\n${own.map(({ route, operation }) => operationSection(route, operation)).join('\n')}`;
  });
  const schemas = Object.entries(components.schemas).filter(
    ([name]) => !name.endsWith('Problem') || name === 'Problem',
  );
  return [
    '<h1>The API</h1>',
    words(String(document.info.description)),
    '<p>This page says what <a href="/openapi.json">/openapi.json</a> says: OpenAPI 3.1, from which programs make clients.</p>',
    `<ul>${document.tags.map(({ name }) => `<li><a href="#${anchor(name)}">${escaped(name)}</a></li>`).join('')}<li><a href="#fields">Fields</a></li></ul>`,
    ...sections,
    '<h2 id="fields">Fields</h2>\n<p>A name with a question mark may be left out. What ends in “Input” is what is sent.</p>',
    ...schemas.map(([name, schema]) => schemaSection(name, schema)),
  ].join('\n');
}

function anchor(name: string): string {
  return name.toLowerCase().replace(/[^a-z]+/g, '-');
}

function table(heads: string[], rows: string[][]): string {
  if (rows.length === 0) return '';
  const line = (cells: string[], tag: string) =>
    `<tr>${cells.map((cell) => `<${tag}>${cell}</${tag}>`).join('')}</tr>`;
  return `<div class="table" tabindex="0"><table><thead>${line(heads, 'th')}</thead><tbody>${rows.map((row) => line(row, 'td')).join('')}</tbody></table></div>`;
}

function operationSection(
  route: string,
  { operationId, summary, description, parameters, requestBody, responses }: OpenApiOperation,
): string {
  const body = Object.entries(requestBody?.content ?? {});
  return [
    `<h3 id="${operationId}">${code(route)}</h3>`,
    `<p>${inline(`${summary}.`)}</p>`,
    description ? words(description) : '',
    table(['parameter', 'value', 'meaning'], parameters.map(parameterRow)),
    table(
      ['body', 'what is sent'],
      body.map(([type, { schema }]) => [code(type), typeInWords(schema)]),
    ),
    table(['answer', 'type', 'what it is'], Object.entries(responses).flatMap(answerRows)),
    refusals(responses),
  ].join('\n');
}

function parameterRow({ name, in: place, required, description, schema }: OpenApiParameter): string[] {
  const label = place === 'header' ? `${name}:` : name;
  const value = [
    typeInWords(schema),
    ...(schema.examples ?? []).map((each) => `such as ${code(String(each))}`),
  ];
  return [code(required ? label : `${label}?`), value.join(', '), inline(`${description}.`)];
}

function answerRows([status, response]: [string, OpenApiResponse | { $ref: string }]): string[][] {
  if ('$ref' in response) return [];
  const content = Object.entries(response.content ?? {});
  const schemas = content.flatMap(([, { schema }]) =>
    schema?.type === 'string' ? [] : [typeInWords(schema)],
  );
  return [
    [
      code(status),
      content.map(([type]) => code(type)).join(', '),
      [inline(`${response.description}.`), ...schemas].join(' '),
    ],
  ];
}

// In one line: they are most of what an operation may answer, and alike from one to the next.
function refusals(responses: OpenApiOperation['responses']): string {
  const told = Object.entries(responses).flatMap(([status, response]) => {
    if (!('$ref' in response)) return [];
    const slugs = response.$ref.replace(/^.*\//, '').split('.');
    return `${code(status)} ${slugs.map((slug) => `<a href="/docs/problems#${slug}">${slug}</a>`).join(', ')}`;
  });
  return told.length > 0 ? `<p>Refusals: ${told.join('; ')}.</p>` : '';
}

function schemaSection(name: string, schema: JsonSchema): string {
  const { properties = {}, required = [] } = schema;
  const rows = Object.entries(properties).map(([field, each]) => [
    code(required.includes(field) ? field : `${field}?`),
    typeInWords(each as JsonSchema),
  ]);
  const heading = `<h3 id="${schemaAnchor(name)}">${name}</h3>`;
  return rows.length > 0
    ? `${heading}\n${table(['field', 'value'], rows)}`
    : `${heading}\n<p>${typeInWords(schema)}</p>`;
}
