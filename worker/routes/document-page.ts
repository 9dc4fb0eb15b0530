// A page that is made of stored documents. It is made once for each of their versions: what an isolate has made it
// keeps, so that a reader mostly waits for a look at the ETags. Each read of KV costs about as much as all else together.
import type { Context } from 'hono';
import { isFresh } from '../conditional.ts';
import { etagOf } from '../digest.ts';
import type { Localizer } from '../localizer.ts';
import { parsed, readAtVersion, readStream, type Stored } from '../published.ts';
import { Remembered } from '../remembered.ts';
import { answer, answerInWords, read, robots } from './reading.ts';

export type Page = Context<{ Bindings: Env }>;

/** A page, and the words that it is said in. */
type Made = { l10n: Localizer; page: { toString(): string } };

/**
 * What a page is made of, `variant` being what its query asks for; `make` may lead elsewhere. `versionsOf`: what the first
 * document tells of the versions of the others, so that these are read only to make the page.
 */
type Recipe<Documents extends unknown[]> = {
  keys: { [Index in keyof Documents]: string };
  tags: string;
  variant?: string | undefined;
  versionsOf?: (first: Found) => (string | undefined)[];
  make(...documents: Documents): Made | Response | Promise<Made | Response>;
};

type Found = Stored<ReadableStream>;

const made = new Remembered<string>(8_000_000);
// Searches, filters and places in a list are without number: a crawler that tries them all costs no page its place.
const madeAsAsked = new Remembered<string>(2_000_000);

/** The page, its 304, or null where one of its documents is not there. */
export async function documentPage<Documents extends unknown[]>(
  context: Page,
  { keys, tags, variant = '', versionsOf, make }: Recipe<Documents>,
): Promise<Response | null> {
  const { PUBLISHED, VERSION } = context.env;
  const remembered = variant ? madeAsAsked : made;
  const etagFrom = (versions: string[]) =>
    [...versions, VERSION.id.slice(0, 8), variant && etagOf(variant)].filter(Boolean).join('-');

  const looked = await read(context, () =>
    Promise.all((versionsOf ? keys.slice(0, 1) : keys).map((key) => readStream(PUBLISHED, key))),
  );
  if (looked instanceof Response) return looked;
  if (!isWhole(looked)) return leave(looked, null);
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-tag': tags,
    ...robots(looked.some(({ unlisted }) => unlisted)),
  };
  const versions = looked.map(({ etag }) => etag);
  const others = looked.flatMap((first) => versionsOf?.(first) ?? []);
  const expected = etagFrom([...versions, ...others.map((version) => version ?? '')]);
  const known = remembered.get(`${expected} ${keys[0]}`);
  if (known !== undefined || isFresh(context.req.header('if-none-match'), expected))
    return leave(looked, answer(context, known ?? null, expected, headers));

  const found = await read(context, () =>
    Promise.all(keys.slice(looked.length).map((key, at) => readAtVersion(PUBLISHED, key, others[at]))),
  );
  if (found instanceof Response) return leave(looked, found);
  if (!isWhole(found)) return leave(looked, null);
  // KV may hold newer ones already, or older ones still: the page is named after what it is made of.
  const etag = etagFrom([...versions, ...found.map(({ version }) => version)]);
  const first = await read(context, () => Promise.all(looked.map((each) => parsed(each))));
  if (first instanceof Response) return first;
  const documents = [...first, ...found.map(({ document }) => document)];
  const whole = await make(...(documents as Documents));
  if (whole instanceof Response) return whole;
  const text = `<!doctype html>${whole.page.toString()}`;
  if (whole.l10n.isStandIn) return answerInWords(context, whole.l10n, text, etag, headers);
  return answer(context, remembered.keep(`${etag} ${keys[0]}`, text, text.length), etag, headers);
}

function isWhole<Each>(found: (Each | null)[]): found is Each[] {
  return !found.includes(null);
}

/** The answer that needs none of what was read. */
async function leave(found: (Found | null)[], answered: Response | null): Promise<Response | null> {
  await Promise.all(found.map((each) => each?.body.cancel()));
  return answered;
}
