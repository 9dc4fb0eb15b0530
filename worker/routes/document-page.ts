// A page that is made of stored documents. It is made once for each of their versions: what an isolate has made it
// keeps, so that a reader mostly waits for a look at the ETags. Each read of KV costs about as much as all else together.
import type { Context } from 'hono';
import { isFresh } from '../conditional.ts';
import { etagOf } from '../digest.ts';
import { parsed, readStream, type Stored } from '../published.ts';
import { Remembered } from '../remembered.ts';
import { answer, read, robots } from './reading.ts';

export type Page = Context<{ Bindings: Env }>;

type Made = { toString(): string };

/**
 * What a page is made of, `variant` being what its query asks for; `make` may lead elsewhere. `isToldByFirst`: the first
 * document, a pledge, names the version of its tracker, the second, so that this one is read only to make the page.
 */
type Recipe<Documents extends unknown[]> = {
  keys: { [Index in keyof Documents]: string };
  tags: string;
  variant?: string;
  isToldByFirst?: boolean;
  make(...documents: Documents): Made | Response;
};

type Found = Stored<ReadableStream>;

const made = new Remembered<string>(8_000_000);
// Searches, filters and places in a list are without number: a crawler that tries them all costs no page its place.
const madeAsAsked = new Remembered<string>(2_000_000);

/** The page, its 304, or null where one of its documents is not there. */
export async function documentPage<Documents extends unknown[]>(
  context: Page,
  { keys, tags, variant = '', isToldByFirst = false, make }: Recipe<Documents>,
): Promise<Response | null> {
  const { PUBLISHED, VERSION } = context.env;
  const remembered = variant ? madeAsAsked : made;
  const readAll = (some: string[]) =>
    read(context, () => Promise.all(some.map((key) => readStream(PUBLISHED, key))));
  const etagFrom = (versions: string[]) =>
    [...versions, VERSION.id.slice(0, 8), variant && etagOf(variant)].filter(Boolean).join('-');

  const looked = await readAll(isToldByFirst ? keys.slice(0, 1) : keys);
  if (looked instanceof Response) return looked;
  if (!isWhole(looked)) return leave(looked, null);
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-tag': tags,
    ...robots(looked.some(({ unlisted }) => unlisted)),
  };
  const told = etagFrom(
    looked.flatMap(({ etag, tracker }) => (isToldByFirst ? [etag, tracker ?? ''] : etag)),
  );
  const known = remembered.get(`${told} ${keys[0]}`);
  if (known !== undefined || isFresh(context.req.header('if-none-match'), told))
    return leave(looked, answer(context, known ?? null, told, headers));

  const others = await readAll(keys.slice(looked.length));
  if (others instanceof Response) return leave(looked, others);
  if (!isWhole(others)) return leave([...looked, ...others], null);
  // KV may hold a newer tracker already, or an older one still: the page is named after what it is made of.
  const [tracker] = others;
  const etag = tracker ? etagFrom([looked[0]?.etag ?? '', tracker.tracker ?? tracker.etag]) : told;
  const documents = await read(context, () =>
    Promise.all([...looked, ...others].map((each) => parsed(each))),
  );
  if (documents instanceof Response) return documents;
  const page = make(...(documents as Documents));
  if (page instanceof Response) return page;
  const text = `<!doctype html>${page.toString()}`;
  return answer(context, remembered.keep(`${etag} ${keys[0]}`, text, text.length), etag, headers);
}

function isWhole(found: (Found | null)[]): found is Found[] {
  return !found.includes(null);
}

/** The answer that needs none of what was read. */
async function leave(found: (Found | null)[], answered: Response | null): Promise<Response | null> {
  await Promise.all(found.map((each) => each?.body.cancel()));
  return answered;
}
