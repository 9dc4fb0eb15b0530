// Where a webhook may send, in every spelling that somebody may think of.
import { expect, test } from 'vitest';
import { faultIn } from '../../data/explain.ts';
import { isReceiver, receiverUrl } from '../../data/receiver.ts';

function codeOf(address: string): string | null {
  const read = receiverUrl.safeParse(address);
  return read.success ? null : faultIn(read.error.issues[0]!).code;
}

test.each([
  'https://paper.example',
  'https://hooks.paper.example/a/b.php?c=d&e=%20~;f',
  'https://hooks.paper.example:443/',
  'https://hooks.paper.example:8443/x',
  'https://xn--bcher-kva.example/',
  'HTTPS://Hooks.Paper.Example/X',
  'https://127.example.org/',
  'https://internal.paper.example/',
])('%s is a receiver', (address) => {
  expect([codeOf(address), isReceiver(address)]).toEqual([null, true]);
});

const LOOPBACK = [
  '127.0.0.1',
  '127.1',
  '127.000.000.001',
  '2130706433',
  '0x7f000001',
  '0x7f.0.0.1',
  '0x7f.1',
  '017700000001',
  '0177.0.0.1',
  '0',
  '0.0.0.0',
  '127.0.0.1.',
  '[::1]',
  '[::]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[64:ff9b::7f00:1]',
  '[fe80::1%25eth0]',
  'localhost',
  'localhost.',
  'LOCALHOST',
  'a.localhost',
  'a.localhost.',
  'localhost.localdomain',
  '１２７.0.0.1',
  '127。0。0。1',
  'ⓛⓞⓒⓐⓛⓗⓞⓢⓣ',
  '%6cocalhost',
  'localhost%00.paper.example',
  '127.0.0.1.nip.io',
  '7f000001.sslip.io',
  'localtest.me',
  'a.lvh.me',
];
const PRIVATE = [
  '10.0.0.1',
  '10.1',
  '172.16.0.1',
  '192.168.1.1',
  '3232235777',
  '100.64.0.1',
  '169.254.169.254',
  '2852039166',
  '0xa9fea9fe',
  '0251.0376.0251.0376',
  '[fd00:ec2::254]',
  '[fe80::1]',
  '[fc00::1]',
  '198.18.0.1',
  '224.0.0.1',
  '255.255.255.255',
  'metadata.google.internal',
  'metadata',
  'instance-data',
  'kubernetes.default.svc.cluster.local',
  'printer.local',
  'nas.home.arpa',
  'wiki.corp',
  'router.lan',
  'intranet',
  '1.0.0.127.in-addr.arpa',
  'abc.onion',
  // Public addresses have no name that a certificate could be for, and no reason.
  '93.184.216.34',
  '[2606:2800:220:1:248:1893:25c8:1946]',
];
test.each([
  ...LOOPBACK,
  ...PRIVATE,
  'paper.example.',
  'paper..example',
  '.paper.example',
  '-a.example',
  'a_b.example',
])('https://%s/ is no receiver', (host) => {
  for (const address of [
    `https://${host}/`,
    `https://${host}`,
    `https://${host}?x`,
    `https://${host}:8443/hook`,
  ])
    expect([address, codeOf(address)]).toEqual([address, 'address-not-public']);
});

test.each([
  ['http://paper.example/', 'address-not-https'],
  ['//paper.example/', 'address-not-https'],
  ['https:paper.example', 'address-not-https'],
  ['https:///paper.example', 'address-not-https'],
  ['file:///etc/passwd', 'address-not-https'],
  ['javascript:alert(1)', 'address-not-https'],
  ['', 'address-not-https'],
  ['https://user@paper.example/', 'address-user-name'],
  ['https://user:word@paper.example/', 'address-user-name'],
  ['https://paper.example@127.0.0.1/', 'address-user-name'],
  ['https://paper.example:80@127.0.0.1/', 'address-user-name'],
  ['https://paper.example:80/', 'address-port'],
  ['https://paper.example:22/', 'address-port'],
  ['https://paper.example:0443/', 'address-port'],
  ['https://paper.example:65536/', 'address-port'],
  ['https://paper.example\\@127.0.0.1/', 'address-characters'],
  ['https://paper.example/a b', 'address-characters'],
  [' https://paper.example/', 'address-characters'],
  ['https://paper.example/\n', 'address-characters'],
  ['https://paper.example/\u0000', 'address-characters'],
  ['https://paper\u200b.example/', 'address-characters'],
  ['https://paper.example/#part', 'wrong-format'],
  ['https://paper.example/é', 'wrong-format'],
  [`https://paper.example/${'a'.repeat(1000)}`, 'too-long'],
])('%j is refused as %s', (address, code) => {
  expect(codeOf(address)).toBe(code);
});

test('what is taken is read by the platform as the host that it says', () => {
  for (const address of ['https://hooks.paper.example:8443/x', 'HTTPS://Hooks.Paper.Example/X'])
    expect(new URL(address).hostname).toBe('hooks.paper.example');
});
