// A publisher's WordPress and its editors know an installation by an address with `https:`: TLS in front of one on loopback,
// with a certificate that signs itself.
import { execFileSync } from 'node:child_process';
import { request } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';

/** `lead` says where it leads; before that nothing answers. */
export type Secured = { origin: string; lead(origin: string): void; close(): void };

// PHP is there for WordPress anyway, and Node makes no certificates.
const MAKE_CERTIFICATE = `
  $key = openssl_pkey_new(['private_key_type' => OPENSSL_KEYTYPE_EC, 'curve_name' => 'prime256v1']);
  $request = openssl_csr_new(['commonName' => '127.0.0.1'], $key, ['digest_alg' => 'sha256']);
  openssl_x509_export(openssl_csr_sign($request, null, $key, 2, ['digest_alg' => 'sha256']), $certificate);
  openssl_pkey_export($key, $private);
  echo json_encode(['cert' => $certificate, 'key' => $private]);
`;

export async function startSecured(): Promise<Secured> {
  let target = '';
  const made = JSON.parse(execFileSync('php', ['-r', MAKE_CERTIFICATE], { encoding: 'utf8' }));
  const server = createServer(made, (asked, answer) => {
    const { host, ...headers } = asked.headers;
    const passed = request(target + asked.url, { method: asked.method, headers }, (given) => {
      answer.writeHead(given.statusCode ?? 502, given.headers);
      given.pipe(answer);
    });
    passed.on('error', () => answer.writeHead(502).end());
    asked.pipe(passed);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `https://127.0.0.1:${port}`,
    lead: (origin) => {
      target = origin;
    },
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
}
