// The mail's provider, at the border of the Worker: what leaves by the binding EMAIL comes here. It takes a mail or throws an error
// with a code, as Cloudflare's does. In tests/e2e/mail.test.ts it is the local runtime's own.
import { reset, runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { afterEach, beforeEach, expect, vi } from 'vitest';
import { fetchAsReader, ledger, ORIGIN } from './client.ts';
import { courier, inCourier } from './receivers.ts';

export type Mail = {
  from: { email: string; name: string };
  to: string;
  subject: string;
  text: string;
  html: string;
  headers: Record<string, string>;
};

export type PostOffice = {
  sent: Mail[];
  /** What is asked of each mail before it is taken: it may throw, or never answer. */
  judge: (mail: Mail) => void | Promise<void>;
  /** The mails to one address. */
  to(address: string): Mail[];
};

/** One in each test of a file, with nothing sent yet: in it this installation sends mail. Nothing of a test is left behind it. */
export function postOfficeInEachTest(): PostOffice {
  const office: PostOffice = {
    sent: [],
    judge: () => undefined,
    to: (address) => office.sent.filter(({ to }) => to === address),
  };
  const send = async (mail: Mail) => {
    await office.judge(mail);
    office.sent.push(mail);
    return { messageId: `<${office.sent.length}@pledges.example>` };
  };
  beforeEach(() => {
    Object.assign(office, { sent: [], judge: () => undefined });
    Object.assign(env, { EMAIL: { send } });
  });
  afterEach(async () => {
    closePostOffice();
    vi.restoreAllMocks();
    await reset();
  });
  return office;
}

/** Takes the binding out. */
export function closePostOffice(): void {
  delete (env as { EMAIL?: unknown }).EMAIL;
}

/** What the provider throws. */
export function providerError(code: string): Error {
  return Object.assign(new Error('ada@example.org said no'), { code });
}

type Asked = { name?: string; address?: string; often?: string; headers?: Record<string, string> } & Record<
  string,
  unknown
>;

let networks = 0;

/** Sends the form to follow by mail; from a network of its own, unless the headers say from which. */
export function ask({ headers = {}, ...fields }: Asked = {}): Promise<Response> {
  networks += 1;
  const form = {
    name: 'test-tracker/reopen-the-ferry',
    address: 'ada@example.org',
    often: 'at-once',
    ...fields,
  };
  const from = { 'cf-connecting-ip': `10.${networks >> 8}.${networks & 255}.1` };
  return post('/mail/follow', form as Record<string, string>, { ...from, ...headers });
}

export function post(path: string, form: Record<string, string> = {}, headers = {}): Promise<Response> {
  return fetchAsReader(path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    body: new URLSearchParams(form).toString(),
  });
}

/** Where the one link of this kind in a mail, or in what it tells mail programs, leads. */
export function linkIn({ text, headers }: Mail, kind: 'confirm' | 'manage' | 'stop'): string {
  const [, path] =
    new RegExp(`${ORIGIN}(/mail/${kind}/[\\w-]{43})(?![\\w-])`).exec(
      `${text} ${headers['List-Unsubscribe']}`,
    ) ?? [];
  if (!path) throw new Error(`No link to ${kind} in: ${text}`);
  return path;
}

/** Runs the Courier's alarm. */
export async function round(): Promise<void> {
  await runInDurableObject(courier(), (instance) => instance.alarm());
}

/** Follows something: asks, and presses the button that the mail leads to. */
export async function follow(office: PostOffice, fields: Asked = {}): Promise<void> {
  const { address = 'ada@example.org' } = fields;
  const before = office.to(String(address)).length;
  expect((await ask(fields)).status).toBe(200);
  await expect.poll(() => office.to(String(address)).length, { interval: 10 }).toBeGreaterThan(before);
  const path = linkIn(office.to(String(address)).at(-1)!, 'confirm');
  const often = fields.often === undefined ? {} : { often: String(fields.often) };
  expect((await post(path, often)).status).toBe(200);
}

/** Waits until nothing that is due waits. */
export async function untilMailed(): Promise<void> {
  await expect
    .poll(
      () =>
        inCourier(
          (sql) =>
            sql
              .exec<{ count: number }>(
                "SELECT (SELECT count(*) FROM ask) + (SELECT count(*) FROM mail_fan) + (SELECT count(*) FROM mail WHERE state <> 'uncertain' AND next_at <= ?) AS count",
                Date.now(),
              )
              .one().count,
        ),
      { interval: 20 },
    )
    .toBe(0);
}

/** Moves all that the mail knows of time into the past by so much, and the inboxes that it tells of. */
export async function letMailTimePass(milliseconds: number): Promise<void> {
  await runInDurableObject(ledger(), (_, { storage }) => {
    storage.sql.exec(
      "UPDATE inbox SET at = strftime('%Y-%m-%dT%H:%M:%fZ', at, ?)",
      `${-milliseconds / 1000} seconds`,
    );
  });
  await inCourier((sql) => {
    for (const [table, column] of [
      ['mail', 'next_at'],
      ['mail', 'queued_at'],
      ['follow', 'asked_at'],
      ['follow', 'confirmed_at'],
      ['link', 'ends_at'],
      ['mail_asked', 'at'],
      ['mail_pause', 'until'],
      ['desk_mail', 'asked_at'],
      ['desk_mail', 'confirmed_at'],
      ['desk_mail', 'daily_at'],
      ['desk_mail', 'waits_since'],
      ['desk_mail', 'waits_until'],
      ['desk_mail', 'told_at'],
    ])
      sql.exec(`UPDATE ${table} SET ${column} = ${column} - ?`, milliseconds);
    sql.exec('UPDATE mail_hour SET hour = hour - ?', Math.floor(milliseconds / 3_600_000));
  });
}
