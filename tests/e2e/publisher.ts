// A news site of its own origin, which quotes the installation's pledges.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** What it answers, by path. */
export type Pages = Record<string, { body: string; type?: string; headers?: Record<string, string> }>;

/** `reports`: what browsers have sent of violations of its policies. */
export type Publisher = { origin: string; reports: string[]; close(): void };

/** Starts it on loopback; the caller closes it. */
export async function startPublisher(pages: Pages): Promise<Publisher> {
  const reports: string[] = [];
  const server: Server = createServer(async (request, response) => {
    const { url = '/', method } = request;
    if (method === 'POST') reports.push(await text(request));
    const page = pages[new URL(url, 'http://publisher').pathname];
    const type = page?.type ?? 'text/html; charset=utf-8';
    response.writeHead(page ? 200 : 404, { 'content-type': type, ...page?.headers }).end(page?.body);
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, reports, close: () => server.close() };
}
