// What stands between readers and the installation: an edge that compresses as Cloudflare's does, and a publisher on an
// origin of its own. Without compression a larger script would cost more than it does.
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { transform } from 'esbuild';
import { ASSETS } from './installation.ts';
import { brotliBytes } from './sizes.ts';

/** What Cloudflare's edge spends on an answer that is made at request. */
export const EDGE_BROTLI_QUALITY = 4;
/** As late as a script with a low priority may be. */
const LATE_MS = 500;

export type Served = { origin: string; close(): void };

/** A server on loopback; the caller closes it. */
export async function serve(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<Served> {
  const server: Server = createServer(answer);
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** The edge before `worker`, with the shipped script, and the one without a framework as `/embed/framework-free.js`. */
export async function startEdge(worker: string): Promise<Served> {
  const source = await readFile(join(import.meta.dirname, 'framework-free-badge.js'), 'utf8');
  const { code } = await transform(source, { minify: true });
  const compressed = new Map<string, Promise<Buffer>>();

  async function asset(path: string): Promise<Buffer> {
    if (path === '/embed/framework-free.js') return brotliBytes(code);
    return brotliBytes(await readFile(join(ASSETS, path)));
  }

  async function answer({ url = '/' }: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search, searchParams } = new URL(url, 'http://edge');
    response.setHeader('access-control-allow-origin', '*');
    response.setHeader('content-encoding', 'br');
    if (pathname.startsWith('/api/')) {
      const answered = await fetch(worker + pathname + search);
      response.setHeader('content-type', answered.headers.get('content-type') ?? '');
      response.writeHead(answered.status).end(brotliBytes(await answered.text(), EDGE_BROTLI_QUALITY));
      return;
    }
    const bytes = compressed.get(pathname) ?? asset(pathname);
    compressed.set(pathname, bytes);
    if (searchParams.has('late')) await new Promise((over) => setTimeout(over, LATE_MS));
    response.setHeader('content-type', pathname.endsWith('.css') ? 'text/css' : 'text/javascript');
    response.end(await bytes);
  }

  return serve((request, response) => {
    answer(request, response).catch(() => response.writeHead(500).end());
  });
}
