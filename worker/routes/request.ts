// Reading what somebody sent. What cannot be read ends the request here, before any act.
import type { HonoRequest, MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import type * as z from 'zod/mini';
import { namedVersion } from '../conditional.ts';
import { fieldErrors } from '../field-error.ts';
import { type ProblemSlug, problem } from '../problem.ts';
import { sizeText } from '../size-text.ts';
import { readJson } from './json.ts';
import { readQuery } from './query.ts';

/** The largest document that one may send. */
const DOCUMENT_BYTES = 256 * 1024;

type Request = { env: Env; req: HonoRequest };

/** Reads a body to this many bytes and no further. One that is compressed is refused: its bytes say nothing of its size. */
export function limitBody(maxSize = DOCUMENT_BYTES): MiddlewareHandler {
  const limit = bodyLimit({
    maxSize,
    onError: (context) => problem(context, 'too-large', { detail: `At most ${sizeText(maxSize)}.` }),
  });
  return async (context, next) => {
    const coding = context.req.header('content-encoding') || 'identity';
    if (coding === 'identity') return limit(context, next);
    return problem(context, 'unsupported-media-type', { detail: 'Send it uncompressed.' }, IDENTITY);
  };
}

const IDENTITY = { 'accept-encoding': 'identity' };

/** The version that the editor has seen and acts on: nobody overwrites anybody. */
export function seenVersion(context: Request): number {
  const version = namedVersion(context.req.header('if-match'));
  if (version === undefined) return throwProblem(context, 'version-required');
  if (version === null)
    return throwProblem(context, 'malformed', {
      detail: 'If-Match must name a version, as the ETag does: "3"',
    });
  return version;
}

/** The body, read as JSON and checked against `schema`. No body at all is an empty object. */
export async function jsonBody<Schema extends z.ZodMiniType>(
  context: Request,
  schema: Schema,
): Promise<z.infer<Schema>> {
  const bytes = await context.req.arrayBuffer();
  if (bytes.byteLength > 0 && contentType(context) !== 'application/json')
    return throwProblem(context, 'unsupported-media-type', { detail: 'Send application/json.' });
  const sent = bytes.byteLength > 0 ? parseJson(context, utf8(context, bytes)) : {};
  return checked(context, schema, sent);
}

/** The query, read by `schema`, or the end of the request; a field at fault is named by its parameter. */
export function checkedQuery<Schema extends z.ZodMiniObject>(
  context: Request,
  schema: Schema,
): z.infer<Schema> {
  const read = readQuery(context.req.url, schema);
  return read.ok ? read.value : throwProblem(context, 'malformed', { errors: read.errors });
}

export function checked<Schema extends z.ZodMiniType>(
  context: Request,
  schema: Schema,
  sent: unknown,
): z.infer<Schema> {
  const parsed = schema.safeParse(sent);
  return parsed.success
    ? parsed.data
    : throwProblem(context, 'invalid-fields', { errors: fieldErrors(parsed.error) });
}

export function contentType({ req }: Request): string | undefined {
  return req.header('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
}

export function utf8(context: Request, bytes: ArrayBuffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch {
    return throwProblem(context, 'malformed', {
      detail: 'The body is not UTF-8. From a spreadsheet, save it as "CSV UTF-8".',
    });
  }
}

/** JSON as it was sent, or the end of the request. */
export function parseJson(context: Request, text: string): unknown {
  const read = readJson(text);
  return read.ok ? read.value : throwProblem(context, read.reason, { detail: read.detail });
}

/** Ends the request with a problem. */
export function throwProblem(
  context: Request,
  slug: ProblemSlug,
  extra?: Parameters<typeof problem>[2],
): never {
  const response = problem(context, slug, extra);
  throw new HTTPException(response.status as 400, { res: response });
}
