// A page that is made of stored documents. It is made once for each of their versions: what an isolate has made it
// keeps, so that a reader mostly waits for a look at the ETags.
import type { Context } from 'hono';
import { isFresh } from '../conditional.ts';
import { etagOf } from '../digest.ts';
import { parsed, readStream } from '../published.ts';
import { Remembered } from '../remembered.ts';
import { answer, read } from './reading.ts';

export type Page = Context<{ Bindings: Env }>;

type Made = { toString(): string };

/** What a page is made of, `variant` being what its query asks for; `make` may lead elsewhere. */
type Recipe<Documents extends unknown[]> = {
  keys: { [Index in keyof Documents]: string };
  tags: string;
  variant?: string;
  make(...documents: Documents): Made | Response;
};

const made = new Remembered<string>(8_000_000);

/** The page, its 304, or null where one of its documents is not there. */
export async function documentPage<Documents extends unknown[]>(
  context: Page,
  { keys, tags, variant = '', make }: Recipe<Documents>,
): Promise<Response | null> {
  const { PUBLISHED, VERSION } = context.env;
  const found = await read(context, () => Promise.all(keys.map((key) => readStream(PUBLISHED, key))));
  if (found instanceof Response) return found;
  const stored = found.filter((each) => each !== null);
  const etag = [...stored.map((each) => each.etag), VERSION.id.slice(0, 8), variant && etagOf(variant)]
    .filter(Boolean)
    .join('-');
  const name = `${etag} ${keys[0]}`;
  const known = made.get(name);
  const isWhole = stored.length === keys.length;
  const isKnown = known !== undefined || isFresh(context.req.header('if-none-match'), etag);
  if (!isWhole || isKnown) await Promise.all(stored.map(({ body }) => body.cancel()));
  if (!isWhole) return null;
  const headers = { 'content-type': 'text/html; charset=utf-8', 'cache-tag': tags };
  if (isKnown) return answer(context, known ?? null, etag, headers);
  const page = make(...((await Promise.all(stored.map((each) => parsed(each)))) as Documents));
  if (page instanceof Response) return page;
  const text = `<!doctype html>${page.toString()}`;
  return answer(context, made.keep(name, text, text.length), etag, headers);
}
