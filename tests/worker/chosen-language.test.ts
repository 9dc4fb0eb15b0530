// The language that a reader chooses: in the address, so that caches and search engines tell the pages apart.
import { reset } from 'cloudflare:test';
import { afterEach, expect, test } from 'vitest';
import { LANGUAGES } from '../../data/words/languages.ts';
import { anImportRow, aTracker } from '../builders.ts';
import { fetchAsEditor, fetchAsReader, json, ORIGIN, publishOnePledge, untilPublished } from './client.ts';
import { PLEDGE, page } from './page.ts';

afterEach(() => reset());

const OTHERS = Object.keys(LANGUAGES).filter((language) => language !== 'en');

const canonical = (html: string) => /<link rel="canonical" href="([^"]*)"/.exec(html)?.[1];
const alternates = (html: string) =>
  [...html.matchAll(/<link rel="alternate" hreflang="([^"]*)" href="([^"]*)"/g)].map(([, lang, href]) => [
    lang,
    href,
  ]);

test.each(['/', '/test-tracker', '/test-tracker/corrections', PLEDGE])(
  '%s names itself in every language, and each of those is its own address and names the same',
  async (path) => {
    await publishOnePledge();
    const url = ORIGIN + path;
    const plain = await page(path);
    const named = [
      ['x-default', url],
      ['en', url],
      ...OTHERS.map((language) => [language, `${url}?lang=${language}`]),
    ];
    expect(canonical(plain)).toBe(url);
    expect(alternates(plain)).toEqual(named);
    for (const language of OTHERS) {
      const html = await page(`${path}?lang=${language}`);
      expect(html).toContain(`<html lang="${language}"`);
      expect(canonical(html)).toBe(`${url}?lang=${language}`);
      expect(alternates(html)).toEqual(named);
      for (const other of Object.values(LANGUAGES)) expect(html).toContain(`>${other}</a>`);
    }
  },
);

test.each(['', 'en', 'xx', 'DE', 'constructor', 'de-AT', '%00'])(
  'a page is in its own language where lang=%s names none that there are words in, and says so',
  async (lang) => {
    await publishOnePledge();
    const html = await page(`${PLEDGE}?lang=${lang}`);
    expect(html).toContain('<html lang="en">');
    expect(canonical(html)).toBe(`${ORIGIN}${PLEDGE}`);
    expect(html).not.toContain(`lang=${lang}"`.padEnd(9, 'x'));
  },
);

test('every link to another page of the site keeps the language, and every form as well', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const rows = ['ferry', 'boat'].map((slug) => anImportRow({ slug, title: slug }));
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges: rows } }));
  await untilPublished();
  for (const path of [
    '/',
    '/test-tracker',
    '/test-tracker?q=boat&sort=title',
    '/test-tracker/boat',
    '/test-tracker/none',
    '/test-tracker/corrections',
  ]) {
    const html = await page(
      `${path}${path.includes('?') ? '&' : '?'}lang=cy`,
      path.endsWith('none') ? 404 : 200,
    );
    const links = [...html.matchAll(/<a [^>]*href="(\/(?:\?[^"]*|test-tracker[^"]*)?)"([^>]*)>/g)]
      .filter(([, href = '', rest = '']) => !/feed\.|hreflang/.test(href + rest))
      .map(([, href]) => href);
    expect(links.length).toBeGreaterThan(2);
    expect([path, links.filter((href) => !href?.includes('lang=cy'))]).toEqual([path, []]);
    const forms = [...html.matchAll(/<form [^>]*action="\/test-tracker"[^>]*>(.{80})/g)].map(
      ([, inside]) => inside,
    );
    for (const form of forms) expect(form).toContain('name="lang" value="cy"');
  }
  const searched = await page('/test-tracker?q=boat&lang=fr');
  expect(searched).toContain('<a href="/test-tracker?q=boat&amp;lang=de" lang="de"');
  expect(searched).toContain('<a href="/test-tracker?q=boat" lang="en"');
});

test('the ETag of a page is another in each language, and what was made in one is not given in another', async () => {
  await publishOnePledge();
  const tags = new Set<string | null>();
  for (const lang of ['', ...OTHERS, ''])
    for (const path of ['/', PLEDGE, '/test-tracker', '/test-tracker?q=ferry']) {
      const asked = lang ? `${path}${path.includes('?') ? '&' : '?'}lang=${lang}` : path;
      const answer = await fetchAsReader(asked);
      expect(await answer.text()).toContain(`<html lang="${lang || 'en'}"`);
      tags.add(`${path} ${answer.headers.get('etag')}`);
      const again = await fetchAsReader(asked, {
        headers: { 'if-none-match': answer.headers.get('etag') ?? '' },
      });
      expect([asked, again.status]).toEqual([asked, 304]);
    }
  expect(tags.size).toBe(4 * (OTHERS.length + 1));
});

test('a former name of a pledge and an address with a full stop behind it lead on in the same language', async () => {
  await publishOnePledge();
  const { headers, status } = await fetchAsReader(`${PLEDGE}.?lang=fr`);
  expect([status, headers.get('location')]).toEqual([301, `${PLEDGE}?lang=fr`]);
});

test('the home page is in the language of most trackers, of those with as many in that of the first', async () => {
  const found = (id: string, language: string, name = id) =>
    json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id, language, name }) }), 201);
  await found('one', 'fr', 'Autre');
  await found('two', 'de', 'Zweiter');
  await untilPublished();
  expect(await page('/')).toContain('<html lang="fr">');
  expect(await page('/none', 404)).toContain('<html lang="fr">');
  await found('three', 'de', 'Dritter');
  await untilPublished();
  expect(await page('/')).toContain('<html lang="de">');
  expect(await page('/one/none', 404)).toContain('<html lang="fr">');
  expect(await page('/none?lang=es', 404)).toContain('<html lang="es">');
});

test('a desk that writes a language without words has English around its own', async () => {
  await json(
    fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ language: 'pt-BR', name: 'Promessas' }) }),
    201,
  );
  await untilPublished();
  const html = await page('/test-tracker');
  expect(html).toContain('<html lang="en">');
  expect(html).toContain('<h1 lang="pt-BR">Promessas</h1>');
  expect(alternates(html)[1]).toEqual(['en', `${ORIGIN}/test-tracker`]);
});

test('a variety of a language writes its days and numbers, in the words of the language', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ language: 'de-AT' }) }), 201);
  const row = anImportRow({ verdict: { ...anImportRow().verdict, publishedAt: '2025-01-10T09:00:00Z' } });
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges: [row] } }));
  await untilPublished();
  const html = await page('/test-tracker/reopen-the-ferry');
  expect(html).toContain('<html lang="de-AT">');
  expect(html).toContain('10. Jänner 2025');
  expect(html).toContain('Warum diese Bewertung');
});

test('oEmbed is in the language of the address that was pasted', async () => {
  await publishOnePledge();
  const url = encodeURIComponent(`${ORIGIN}${PLEDGE}?lang=de`);
  const { html, title } = await json<{ html: string; title: string }>(fetchAsReader(`/oembed?url=${url}`));
  expect(html).toContain('Bewertet von: Test Desk');
  expect(title).toBe('In Arbeit: Reopen the ferry');
});

test('days, plurals, quotation marks and names of another script are written as each language writes them', async () => {
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker() }), 201);
  const dated = { ...anImportRow().verdict, publishedAt: '2025-03-01T09:00:00Z' };
  const row = anImportRow({ verdict: dated, due: '2026-03', checkedAt: '2025-04-21T09:00:00Z' });
  await json(fetchAsEditor('/trackers/test-tracker/import', { method: 'POST', body: { pledges: [row] } }));
  await untilPublished();
  const told = async (path: string, lang: string) =>
    (await page(`${path}?lang=${lang}`)).replaceAll(/<\/?time[^>]*>/g, '');

  const french = await told('/test-tracker/reopen-the-ferry', 'fr');
  expect(french).toContain('1er mars 2025');
  expect(french).toContain('Dernière vérification le 21 avril 2025');
  expect(french).toContain('Échéance\u00a0: mars 2026.');
  expect(french).toContain('«\u00a0<span lang="en">Reopen the ferry</span>\u00a0»');
  const welsh = await told('/test-tracker/reopen-the-ferry', 'cy');
  expect(welsh).toContain('1 Mawrth 2025');
  expect(welsh).toContain('Gwiriwyd ddiwethaf: 21 Ebrill 2025');
  expect(welsh).toContain('Dyddiad cau: Mawrth 2026.');
  expect(await told('/test-tracker/reopen-the-ferry', 'de')).toContain(
    '„<span lang="en">Reopen the ferry</span>“',
  );

  expect(await told('/', 'en')).toContain('>1 pledge.');
  expect(await told('/', 'cy')).toContain('>1 addewid.');
  const arabic = await told('/', 'ar');
  expect(arabic).toContain('>وعد واحد.');
  expect(arabic).toContain('جهة التقييم: <bdi lang="en" dir="ltr">Test Desk</bdi>');
  expect(await told('/test-tracker', 'ar')).toContain(
    '<title>\u2068Test tracker\u2069. جهة التقييم: \u2068Test Desk\u2069</title>',
  );
});
