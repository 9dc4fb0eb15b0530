// `/oembed?url=`: what a CMS makes of an address that somebody pastes.
import { Hono } from 'hono';
import type { Redirect } from '../../data/published.ts';
import { etagOf } from '../digest.ts';
import { type Pasted, pastedAddress } from '../embeds/address.ts';
import { type Found, findPledge, findTracker } from '../embeds/find.ts';
import { localizerFor } from '../localizer.ts';
import { problem } from '../problem.ts';
import { readParsed, redirectKey } from '../published.ts';
import { answer, answerInWords, notFound, read } from './reading.ts';

/** As many characters as the longest path of an old site has. */
const MOST_PATH_CHARACTERS = 300;

export const oembed = new Hono<{ Bindings: Env }>();

oembed.get('/', async (context) => {
  // Consumers add what they like (`dnt`, `for`, `discover`), so nothing else is refused.
  const { url, format = 'json', maxwidth, maxheight } = context.req.query();
  if (format !== 'json') return problem(context, 'format-not-offered');
  if (!url) return problem(context, 'malformed', { detail: '`url` is missing: the address to embed.' });
  for (const [name, value] of Object.entries({ maxwidth, maxheight }))
    if (value !== undefined && !isPixels(value))
      return problem(context, 'malformed', { detail: `\`${name}\` is a number of pixels, such as 600.` });

  const pasted = pastedAddress(url, context.env.PUBLIC_ORIGIN);
  const found = pasted && (await read(context, () => find(context.env.PUBLISHED, pasted)));
  if (found instanceof Response) return found;
  if (!pasted || !found)
    return notFound(context, 'No pledge and no tracker of this installation is at `url`.');

  // An answer that a consumer has already was right at its own instant, and is as right as long as nothing has changed.
  const etag = etagOf(
    [...found.etags, context.env.VERSION.id, url, maxwidth ?? '', maxheight ?? ''].join('\n'),
  );
  const { pledgeEmbed, trackerEmbed } = await import('../embeds/oembed.ts');
  const { tracker, pledge } = found;
  const wanted = {
    asOf: pasted.asOf ?? new Date().toISOString(),
    maxwidth: maxwidth === undefined ? undefined : Number(maxwidth),
    maxheight: maxheight === undefined ? undefined : Number(maxheight),
  };
  const l10n = await localizerFor(pasted.lang ?? tracker.language);
  const make = () =>
    pledge
      ? pledgeEmbed(tracker, pledge, l10n, wanted)
      : trackerEmbed({ tracker, part: pasted.part }, l10n, wanted);
  return answerInWords(context, l10n, () => JSON.stringify(make()), etag, {
    'content-type': 'application/json; charset=utf-8',
    'cache-tag': pledge ? `${tracker.id}/${pledge.slug},${tracker.id}` : tracker.id,
  });
});

/** An entry for sites that keep a list of providers (oembed.com, section 7.1). */
oembed.get('/provider.json', (context) => {
  const origin = context.env.PUBLIC_ORIGIN;
  const endpoint = { schemes: [`${origin}/*`], url: `${origin}/oembed`, formats: ['json'], discovery: true };
  const text = JSON.stringify([{ provider_name: 'Pledgemark', provider_url: origin, endpoints: [endpoint] }]);
  return answer(context, text, etagOf(text), {
    'content-type': 'application/json; charset=utf-8',
    'cache-tag': 'site',
  });
});

function isPixels(value: string): boolean {
  return /^[1-9]\d{0,4}$/.test(value);
}

async function find(published: KVNamespace, { tracker, slug, path }: Pasted): Promise<Found | null> {
  const here = tracker === '' ? null : await findNamed(published, tracker, slug);
  if (here || path.length > MOST_PATH_CHARACTERS) return here;
  // An old site's path leads to a pledge.
  const redirect = await readParsed<Redirect>(published, redirectKey(path));
  const [, to = '', pledge = null] = redirect?.document.to.split('/') ?? [];
  return redirect && findNamed(published, to, pledge);
}

function findNamed(published: KVNamespace, tracker: string, slug: string | null): Promise<Found | null> {
  return slug === null ? findTracker(published, tracker) : findPledge(published, tracker, slug);
}
