// The other end of the widgets' tests: real HTTP for the API, the built script and the pages that embed it, told by
// each test what to answer.

import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join } from 'node:path';
import { buildEmbed, EMBED_PARTS } from '../../scripts/build.ts';
import { bundleWithParts } from '../../scripts/late-parts.ts';

/** What a test tells the server. `status` and `body` take the place of every answer; `hold` keeps all back. */
export type Script = {
  badges?: Record<string, unknown>;
  summaries?: Record<string, unknown>;
  pledges?: Record<string, unknown>;
  status?: number;
  body?: string;
  hold?: boolean;
  offline?: boolean;
  /** The chunks whose name begins so are gone. */
  goneChunks?: string;
  /** Lets the browser keep the API's answers for a minute, as the real one does. */
  cacheable?: boolean;
  /** Pages by path below `/host/`. */
  pages?: Record<string, { html?: string; headers?: Record<string, string>; redirect?: string }>;
};

let script: Script = {};
let calls: { url: string; headers: IncomingMessage['headers'] }[] = [];
const held: (() => void)[] = [];
let embed:
  | Promise<[Awaited<ReturnType<typeof buildEmbed>>, Awaited<ReturnType<typeof buildOther>>]>
  | undefined;

async function bodyOf(request: IncomingMessage): Promise<string> {
  let body = '';
  for await (const chunk of request) body += chunk;
  return body;
}

function send(
  response: ServerResponse,
  status: number,
  type: string,
  body: string | Uint8Array,
  cacheControl = 'no-store',
): void {
  response.writeHead(status, { 'content-type': type, 'cache-control': cacheControl }).end(body);
}

async function control(request: IncomingMessage, response: ServerResponse): Promise<void> {
  if (request.method === 'PUT') {
    script = JSON.parse(await bodyOf(request));
    calls = [];
    if (!script.hold) for (const release of held.splice(0)) release();
  }
  send(response, 200, 'application/json', JSON.stringify(calls));
}

async function api(url: URL, request: IncomingMessage, response: ServerResponse): Promise<void> {
  calls.push({ url: url.pathname + url.search, headers: request.headers });
  const { badges = {}, summaries = {}, pledges = {}, status, body } = script;
  if (script.offline) return void response.destroy();
  if (script.hold) await new Promise<void>((release) => held.push(release));
  const ids = url.searchParams.get('ids')?.split(',') ?? [];
  const pledge = pledges[url.pathname.replace('/api/v1/pledges/', '')];
  const summary = summaries[url.pathname.replace('/api/v1/summaries/', '') + url.search];
  const answer = url.pathname.endsWith('/badges')
    ? { badges: Object.fromEntries(ids.map((id) => [id, badges[id] ?? null])) }
    : (summary ?? pledge);
  send(
    response,
    status ?? (answer || body ? 200 : 404),
    'application/json',
    body ?? JSON.stringify(answer ?? {}),
    script.cacheable ? 'public, max-age=60' : 'no-store',
  );
}

async function embedded(path: string, response: ServerResponse): Promise<void> {
  calls.push({ url: `/embed/${path}`, headers: {} });
  if (path === 'badge.css') {
    const css = join(import.meta.dirname, '../../widgets/badge.css');
    return send(response, 200, 'text/css', await readFile(css));
  }
  embed ??= Promise.all([buildEmbed(), buildOther()]);
  const [{ files }, { files: others }] = await embed;
  const isGone = script.goneChunks !== undefined && path.startsWith(`chunks/${script.goneChunks}`);
  // A publisher's copy, and a pinned release, are the same file under another name.
  const name = path === 'copy.js' ? 'v1.js' : path;
  const file = [...files, ...others].find((file) => file.path === name && !isGone);
  send(response, file ? 200 : 404, 'text/javascript', file?.bytes ?? '');
}

// Another release of the script, as `/embed/other-release.js`, with parts of its own.
async function buildOther() {
  const { files } = await bundleWithParts('tests/widgets/other-release.ts', EMBED_PARTS);
  return {
    files: files.map(({ path, text }) => ({
      path: path === 'v1.js' ? 'other-release.js' : path,
      bytes: new TextEncoder().encode(text),
    })),
  };
}

function host(path: string, response: ServerResponse): void {
  const { html = '', headers = {}, redirect } = script.pages?.[path] ?? {};
  if (redirect) return void response.writeHead(302, { location: redirect }).end();
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
  send(
    response,
    200,
    'text/html; charset=utf-8',
    `<!doctype html><html lang="en"><title>Host</title>${html}</html>`,
  );
}

/** Middleware for the server that the tests' pages come from. */
export async function widgetsTestServer(
  request: IncomingMessage,
  response: ServerResponse,
  next: (error?: unknown) => void,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://localhost');
  try {
    if (url.pathname === '/test-server') await control(request, response);
    else if (url.pathname.startsWith('/api/v1/')) await api(url, request, response);
    else if (url.pathname.startsWith('/embed/')) await embedded(url.pathname.slice(7), response);
    else if (url.pathname.startsWith('/host/')) host(url.pathname.slice(6), response);
    else next();
  } catch (error) {
    next(error);
  }
}
