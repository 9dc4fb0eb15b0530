// A news site of its own origin, which quotes the installation's pledges.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What it answers, by path. */
export type Pages = Record<string, { body: string; type?: string; headers?: Record<string, string> }>;

export type Publisher = { origin: string; close(): void };

/** Starts it on loopback; the caller closes it. */
export async function startPublisher(pages: Pages): Promise<Publisher> {
  const server: Server = createServer(({ url = '/' }, response) => {
    const page = pages[new URL(url, 'http://publisher').pathname];
    const type = page?.type ?? 'text/html; charset=utf-8';
    response.writeHead(page ? 200 : 404, { 'content-type': type, ...page?.headers }).end(page?.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, close: () => server.close() };
}
