// Following by mail: from the form to the mail, and to its end.
import { expect, test } from 'vitest';
import ar from '../../data/words/ar.json';
import cy from '../../data/words/cy.json';
import de from '../../data/words/de.json';
import en from '../../data/words/en.json';
import es from '../../data/words/es.json';
import fr from '../../data/words/fr.json';
import { forgetUnconfirmed } from '../../worker/courier/mail/follows.ts';
import { aPledge, aTracker } from '../builders.ts';
import { act, publishSecond, publishVerdict } from './acting.ts';
import { fetchAsEditor, fetchAsReader, json, publishOnePledge, save, untilPublished } from './client.ts';
import {
  ask,
  closePostOffice,
  follow,
  letMailTimePass,
  linkIn,
  post,
  postOfficeInEachTest,
  round,
  untilMailed,
} from './post-office.ts';
import { foundPrivate, makeReady, open, tracker } from './private.ts';
import { inCourier, untilTold } from './receivers.ts';

const WORDS = { en, cy, fr, de, es, ar };
const office = postOfficeInEachTest();

const DAY_MS = 86_400_000;
const PLEDGE = '/test-tracker/reopen-the-ferry';

async function told(): Promise<void> {
  await untilTold();
  await untilMailed();
}

const rows = (query: string) => inCourier((sql) => sql.exec(query).toArray());

test('whoever follows is asked first by mail, presses a button, hears of a change, and stops at one click', async () => {
  const { version } = await publishOnePledge();
  expect(await (await fetchAsReader(PLEDGE)).text()).toContain('action="/mail/follow?lang=en"');
  const answer = await ask({ address: ' Ada@Example.org ' });
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('Please look at your mail');
  await untilMailed();
  const [confirm] = office.sent;
  expect(confirm).toMatchObject({
    from: { email: 'pledgemark@pledges.example', name: 'pledges.example' },
    to: 'ada@example.org',
    subject: 'Please confirm: mails about “Reopen the ferry”',
  });
  // Nothing is sent until the button is pressed, and to follow the link does nothing.
  await publishVerdict('broken', version);
  const link = linkIn(confirm!, 'confirm');
  for (let time = 0; time < 2; time += 1) {
    const page = await fetchAsReader(link);
    expect([page.status, page.headers.get('cache-control'), page.headers.get('referrer-policy')]).toEqual([
      200,
      'private, no-store, no-transform',
      'same-origin',
    ]);
    const text = await page.text();
    expect(text).toContain(`<form class="form follow" method="post" action="${link}">`);
    expect(text).not.toContain('ada@');
  }
  await told();
  expect(office.sent).toHaveLength(1);
  expect(await rows('SELECT confirmed_at FROM follow')).toEqual([{ confirmed_at: null }]);

  expect(await (await post(link)).text()).toContain('You follow this by mail now');
  // Whoever presses it again, or follows the link once more, is told the same.
  expect(await (await post(link)).text()).toContain('You follow this by mail now');
  expect(await (await fetchAsReader(link)).text()).toContain('You follow this by mail now');
  await publishVerdict('kept', version + 2);
  await told();
  expect(office.sent).toHaveLength(2);
  const mail = office.sent[1]!;
  expect(mail).toMatchObject({ to: 'ada@example.org', subject: 'Verdict changed: Reopen the ferry' });
  const stop = linkIn(mail, 'stop');
  expect(mail.headers).toEqual({
    'List-Unsubscribe': `<https://pledges.example${stop}>`,
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    'X-Auto-Response-Suppress': 'All',
  });
  const today = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'Europe/London' }).format();
  for (const text of [mail.text, mail.html.replace(/<[^>]+>/g, '')])
    for (const said of [
      'Reopen the ferry',
      today,
      'The verdict changed from Broken to Kept.',
      'Why it changed.',
      'You get this mail because you follow this on pledges.example: “Reopen the ferry”.',
      'Stop these mails',
      'Change how often',
    ])
      expect(text).toContain(said);
  expect(mail.html).toContain('<html lang="en" dir="ltr">');
  expect(mail.html).not.toMatch(/<(?:img|script|link|iframe)|url\(/i);

  // A program that looks for viruses follows the link: nothing stops by that.
  expect((await fetchAsReader(stop)).status).toBe(200);
  expect(await rows('SELECT 1 AS there FROM follow')).toEqual([{ there: 1 }]);
  const clicked = await post(stop, { 'List-Unsubscribe': 'One-Click' });
  expect(clicked.status).toBe(200);
  for (const table of ['follow', 'link', 'mail', 'ask'])
    expect(await rows(`SELECT * FROM ${table}`)).toEqual([]);
  // Twice the same.
  expect((await post(stop, { 'List-Unsubscribe': 'One-Click' })).status).toBe(200);
  await publishVerdict('broken', version + 4);
  await told();
  expect(office.sent).toHaveLength(2);
});

test('each news is told as what it is, with what was before and what is now', async () => {
  const { version } = await publishOnePledge();
  await follow(office);
  await publishVerdict('broken', version);
  await told();
  const base = version + 2;
  await json(act('dispute', base, { note: 'The council objects.' }));
  await told();
  await json(act('settle', base + 1, { note: 'It stands.' }));
  await told();
  await json(act('rename', base + 2, { slug: 'bring-back-the-ferry' }));
  await told();
  const renamed = '/trackers/test-tracker/pledges/bring-back-the-ferry';
  await json(act('retract', base + 3, { note: 'A court has ruled.' }, renamed));
  await told();
  await publishSecond();
  await json(act('merge', base + 4, { into: 'buy-a-boat', note: 'The same.' }, renamed));
  await told();
  const [, ...mails] = office.sent;
  expect(mails.map(({ subject }) => subject)).toEqual([
    'Verdict changed: Reopen the ferry',
    'Under review: Reopen the ferry',
    'Review ended: Reopen the ferry',
    'New address: Reopen the ferry',
    'Verdict withdrawn: Reopen the ferry',
    'Merged into another pledge: Reopen the ferry',
  ]);
  expect(mails[3]?.text).toContain(
    'It is here now: https://pledges.example/test-tracker/bring-back-the-ferry',
  );
  expect(mails[4]?.text).toContain('The desk has withdrawn its verdict.');
  expect(mails[4]?.text).not.toContain('Broken');
  expect(mails[5]?.text).toContain('It is part of this pledge now: “Buy a boat”.');
  // Whoever followed it follows what took it in.
  await json(act('dispute', 2, { note: 'Too dear.' }, '/trackers/test-tracker/pledges/buy-a-boat'));
  await told();
  expect(office.sent.at(-1)?.subject).toBe('Under review: Buy a boat');
});

test('who follows a tracker and its pledge gets one mail, and who has chosen weekly one a week, on their own day', async () => {
  const { version } = await publishOnePledge();
  await publishSecond();
  await follow(office);
  await follow(office, { name: 'test-tracker', often: 'weekly' });
  await follow(office, { name: 'test-tracker', address: 'bo@example.org', often: 'weekly' });
  await follow(office, { name: 'test-tracker', address: 'cy@example.org' });
  office.sent.length = 0;
  await publishVerdict('broken', version);
  await json(act('dispute', 2, { note: 'Too dear.' }, '/trackers/test-tracker/pledges/buy-a-boat'));
  await told();
  expect(office.to('ada@example.org').map(({ subject }) => subject)).toEqual([
    'Verdict changed: Reopen the ferry',
  ]);
  expect(office.to('bo@example.org')).toEqual([]);
  expect(office.to('cy@example.org').map(({ subject }) => subject)).toEqual([
    'Verdict changed: Reopen the ferry',
    'Under review: Buy a boat',
  ]);
  await letMailTimePass(6.9 * DAY_MS);
  await round();
  expect(office.to('bo@example.org')).toEqual([]);
  await letMailTimePass(0.1 * DAY_MS);
  await round();
  const [weekly, ...more] = office.to('bo@example.org');
  expect(more).toEqual([]);
  expect(weekly?.subject).toBe('What has changed: “Test tracker”');
  expect(weekly?.text.match(/Verdict changed|Under review/g)).toEqual(['Verdict changed', 'Under review']);
  expect(office.to('ada@example.org').map(({ subject }) => subject)).toEqual([
    'Verdict changed: Reopen the ferry',
    'Under review: Buy a boat',
  ]);
});

test('all who are told of a change at the same time are told the same, each with links of their own', async () => {
  const { version } = await publishOnePledge();
  const addresses = ['ada@example.org', 'bo@example.org', 'cy@example.org'];
  for (const address of addresses) await follow(office, { address });
  await follow(office, { address: 'dee@example.org', name: 'test-tracker' });
  office.sent.length = 0;
  await publishVerdict('broken', version);
  await told();
  const [ada, bo, cy] = addresses.map((address) => office.to(address)[0]!);
  const linkless = (text: string) => text.replace(/[\w-]{43}/g, '');
  for (const { text, html } of [bo!, cy!])
    expect([linkless(text), linkless(html)]).toEqual([linkless(ada!.text), linkless(ada!.html)]);
  expect(office.to('dee@example.org')[0]?.text).toContain('“Test tracker”');
  for (const { html, text } of office.sent)
    for (const stop of [html, text]) expect(stop).not.toMatch(/mail\/\w+\/[\w-]{36}(?![\w-])/);
  expect(linkIn(bo!, 'manage')).not.toBe(linkIn(ada!, 'manage'));
  expect(bo!.html).toContain(linkIn(bo!, 'manage'));
  await post(linkIn(bo!, 'stop'));
  expect(await rows('SELECT address FROM follow ORDER BY address')).toEqual(
    ['ada@example.org', 'cy@example.org', 'dee@example.org'].map((address) => ({ address })),
  );
});

test('whoever asks is answered while it is still being found which thousands are told of a change', async () => {
  await publishOnePledge();
  await follow(office);
  const waited: boolean[] = [];
  office.judge = ({ subject }) =>
    inCourier((sql) => {
      if (subject.startsWith('Please confirm'))
        waited.push(sql.exec('SELECT 1 FROM mail_fan').toArray().length > 0);
    });
  await inCourier((sql) => {
    for (let at = 0; at < 150; at += 1)
      sql.exec(
        `INSERT INTO follow (address, name, title, language, timezone, often, asked_at, confirmed_at)
         SELECT ?, name, title, language, timezone, often, asked_at, confirmed_at FROM follow LIMIT 1`,
        `reader-${at}@example.org`,
      );
    sql.exec(
      `INSERT INTO mail_fan (event, tracker, names, happened_at)
       SELECT max(number), 'test-tracker', '["test-tracker/reopen-the-ferry"]', ? FROM event`,
      Date.now(),
    );
  });
  await ask({ address: 'later@example.org' });
  await untilMailed();
  expect(waited).toEqual([true]);
  expect(office.sent.filter(({ subject }) => !subject.startsWith('Please confirm'))).toHaveLength(151);
});

test('a button that is pressed again changes nothing: neither since when nor how often', async () => {
  await publishOnePledge();
  await ask();
  await untilMailed();
  const link = linkIn(office.sent[0]!, 'confirm');
  await post(link);
  const before = await rows('SELECT confirmed_at, often FROM follow');
  await post(link, { often: 'weekly' });
  expect(await rows('SELECT confirmed_at, often FROM follow')).toEqual(before);
});

test('who follows a pledge weekly and its tracker at once is told at once', async () => {
  const { version } = await publishOnePledge();
  await follow(office, { often: 'weekly' });
  await follow(office, { name: 'test-tracker' });
  office.sent.length = 0;
  await publishVerdict('broken', version);
  await told();
  expect(office.sent.map(({ subject }) => subject)).toEqual(['Verdict changed: Reopen the ferry']);
});

test('what waits for its week is sent as soon as its reader wants to be told at once', async () => {
  const { version } = await publishOnePledge();
  await ask({ often: 'weekly' });
  await untilMailed();
  const page = await (await post(linkIn(office.sent[0]!, 'confirm'))).text();
  const [, manage = ''] = /"(?:https:\/\/pledges\.example)?(\/mail\/manage\/[\w-]{43})/.exec(page) ?? [];
  office.sent.length = 0;
  await publishVerdict('broken', version);
  await told();
  expect(office.sent).toEqual([]);
  expect((await post(manage, { often: 'at-once' })).status).toBe(200);
  await untilMailed();
  expect(office.sent.map(({ subject }) => subject)).toEqual(['Verdict changed: Reopen the ferry']);
});

test('what was asked where mail is sent no more is forgotten with what nobody confirmed', async () => {
  await publishOnePledge();
  await ask();
  await untilMailed();
  await inCourier((sql) => {
    const now = Date.now();
    for (const [address, askedAt] of [
      ['bo@example.org', now - 8 * DAY_MS],
      ['cy@example.org', now],
    ] as const)
      sql.exec(
        `INSERT INTO ask (address, name, title, language, timezone, often, asked_at)
         SELECT ?, name, title, language, timezone, often, ? FROM follow`,
        address,
        askedAt,
      );
    forgetUnconfirmed(sql, now);
    expect(sql.exec('SELECT address FROM ask').toArray()).toEqual([{ address: 'cy@example.org' }]);
    forgetUnconfirmed(sql, now + 8 * DAY_MS);
    expect(sql.exec('SELECT address FROM ask UNION SELECT address FROM follow').toArray()).toEqual([]);
  });
});

test('a choice is changed on the page of a mail’s link, which also stops one or all', async () => {
  const { version } = await publishOnePledge();
  await follow(office);
  await follow(office, { name: 'test-tracker' });
  await publishVerdict('broken', version);
  await told();
  const manage = linkIn(office.sent.at(-1)!, 'manage');
  const shown = await (await fetchAsReader(manage)).text();
  expect(shown).toMatch(/value="at-once" required="" checked=""/);
  expect(shown).not.toContain('ada@');
  expect(await (await post(manage, { often: 'weekly' })).text()).toContain('Saved.');
  expect(await (await fetchAsReader(manage)).text()).toMatch(/value="weekly" required="" checked=""/);
  // A link is good for its own purpose, and no other.
  for (const other of ['confirm', 'stop']) {
    const path = manage.replace('manage', other);
    expect((await fetchAsReader(path)).status).toBe(404);
    await post(path);
  }
  expect(await rows('SELECT name FROM follow ORDER BY name')).toEqual([
    { name: 'test-tracker' },
    { name: 'test-tracker/reopen-the-ferry' },
  ]);
  expect((await post(manage, { often: 'never' })).status).toBe(200);
  expect((await post(manage, { stop: 'all' })).status).toBe(200);
  expect(await rows('SELECT name FROM follow')).toEqual([]);
  expect((await post(manage, { often: 'weekly' })).status).toBe(404);
});

test('who does not confirm within 48 hours is deleted, and the link leads nowhere then', async () => {
  await publishOnePledge();
  await ask();
  await untilMailed();
  const link = linkIn(office.sent[0]!, 'confirm');
  await letMailTimePass(2 * DAY_MS - 60_000);
  await round();
  expect(await rows('SELECT address FROM follow')).toHaveLength(1);
  await letMailTimePass(60_000);
  await round();
  for (const table of ['follow', 'link', 'mail', 'mail_asked'])
    expect(await rows(`SELECT * FROM ${table}`)).toEqual([]);
  expect((await fetchAsReader(link)).status).toBe(404);
  expect((await post(link)).status).toBe(404);
});

test.each(Object.entries(WORDS))(
  'mails and pages are in the tracker’s language: %s',
  async (language, words) => {
    await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ language }) }), 201);
    const body = { slug: 'reopen-the-ferry', ...aPledge() };
    await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
    await json(act('publish', 1, { note: 'First.' }));
    await untilPublished();
    await follow(office);
    await json(act('dispute', 2, { note: 'Why?' }));
    await told();
    const [confirm, change] = office.sent;
    const isolated = (text: string) => text.replace(/[\u2068\u2069]/g, '');
    expect(isolated(confirm!.subject)).toBe(
      words['mail.confirmSubject'].replace('{title}', 'Reopen the ferry'),
    );
    expect(isolated(change!.subject)).toBe(
      `${words['blocks.underReview']}${words['language.colon']}Reopen the ferry`,
    );
    for (const { html } of office.sent)
      expect(html).toContain(`<html lang="${language}" dir="${words['language.direction']}">`);
    const page = await (await fetchAsReader(linkIn(change!, 'manage'))).text();
    expect(page).toContain(words['mail.stopAll']);
    const privacy = await (await fetchAsReader(`/mail/privacy?lang=${language}`)).text();
    expect(privacy).toContain(words['privacy.heading']);
  },
);

test('hostile words stay words: in the subject, in what is text and in what is HTML', async () => {
  const title = `</title><script>alert(1)</script> "'&amp; <img src=x onerror=alert(1)>`;
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ name: title }) }), 201);
  const body = { slug: 'reopen-the-ferry', ...aPledge({ title }) };
  await json(fetchAsEditor('/trackers/test-tracker/pledges', { method: 'POST', body }), 201);
  await json(act('publish', 1, { note: 'First.' }));
  await untilPublished();
  await follow(office);
  await follow(office, { name: 'test-tracker', address: 'bo@example.org' });
  await json(act('dispute', 2, { note: '<b>bold</b> https://elsewhere.example/' }));
  await told();
  expect(office.sent).toHaveLength(4);
  for (const mail of office.sent) {
    expect(mail.subject).not.toMatch(/[\r\n]/);
    expect(mail.html.replace(/<style>.*?<\/style>/s, '')).not.toMatch(/<(?:script|img|b)\b/i);
    expect(mail.html).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(Object.values(mail.headers).join()).not.toContain('<script');
  }
});

test('a private tracker is followed by nobody and makes no mail; once it is open it is one like any other', async () => {
  await foundPrivate();
  await makeReady();
  for (const name of [
    'test-tracker',
    'test-tracker/reopen-the-ferry',
    'no-such',
    'test-tracker/../x',
    '',
    'a'.repeat(900),
  ])
    expect((await ask({ name })).status).toBe(404);
  expect(await rows('SELECT * FROM ask')).toEqual([]);
  const { version } = await tracker();
  await json(open(version));
  await untilPublished();
  await follow(office);
  await json(act('dispute', 3, { note: 'Seen by readers.' }));
  await told();
  expect(office.sent.at(-1)?.subject).toBe('Under review: Reopen the ferry');
});

test('whoever follows a pledge that is redacted, or has asked to, reads its title nowhere any more', async () => {
  const { version } = await publishOnePledge();
  await follow(office);
  await json(act('retract', version, { note: 'It was wrong.' }));
  await told();
  const stop = linkIn(office.sent.at(-1)!, 'stop');
  await ask({ address: 'ben@example.org' });
  await json(act('redact', version + 1, { revisions: [1, 2], note: 'A court said so.' }));
  await told();
  expect(await (await fetchAsReader(stop)).text()).not.toContain('Reopen the ferry');
  expect(await rows('SELECT title FROM follow UNION ALL SELECT title FROM ask')).toEqual([
    { title: 'Redacted' },
    { title: 'Redacted' },
  ]);
});

test('of a pledge whose older revision alone is redacted, followers read the title that readers see', async () => {
  const { version } = await publishOnePledge();
  await follow(office);
  await json(save(version, aPledge({ title: 'Reopen the harbour' })));
  await json(act('publish', version + 1, { note: 'A name was wrong.' }));
  await json(act('redact', version + 2, { revisions: [1], note: 'A court said so.' }));
  await told();
  expect(await rows('SELECT title FROM follow')).toEqual([{ title: 'Reopen the harbour' }]);
});

test('without a binding there is no form, and nothing takes one', async () => {
  closePostOffice();
  await json(fetchAsEditor('/trackers', { method: 'POST', body: aTracker({ id: 'without-mail' }) }), 201);
  const body = { slug: 'no-mail-here', ...aPledge() };
  await json(fetchAsEditor('/trackers/without-mail/pledges', { method: 'POST', body }), 201);
  await json(
    fetchAsEditor('/trackers/without-mail/pledges/no-mail-here/publish', {
      method: 'POST',
      body: { note: 'x' },
      version: 1,
    }),
  );
  await untilPublished();
  for (const path of ['/without-mail', '/without-mail/no-mail-here'])
    expect(await (await fetchAsReader(path)).text()).not.toContain('/mail/');
  expect((await ask({ name: 'without-mail' })).status).toBe(404);
  expect((await fetchAsReader('/mail/privacy')).status).toBe(404);
});
