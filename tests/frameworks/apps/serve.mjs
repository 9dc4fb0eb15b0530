// Serves what was built: `node apps/serve.mjs PORT INSTALLATION`. The Vite applications are rendered anew for each request, those
// of the mode that NODE_ENV names: a process has one React.
// Below /pledgemark/ is the package as it is, and at /embed/ and /api/ what a publisher who hosts the script answers.
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';

const [port, installation] = process.argv.slice(2);
const ROOT = join(import.meta.dirname, '..');
const PACKAGE = join(ROOT, 'node_modules/pledgemark');
const FOLDERS = {
  embed: join(PACKAGE, 'embed'),
  pledgemark: PACKAGE,
  pages: join(import.meta.dirname, 'pages'),
};
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8' };

async function rendered(name) {
  const { render } = await import(join(ROOT, 'built', name, 'server/server.js'));
  return `<!doctype html><html lang="en"><title>${name}</title><body><div id="root">${await render()}</div>
<script type="module" src="/${name}/client.js"></script>`;
}

async function answer(url, response) {
  const { pathname, search } = new URL(url, 'http://localhost');
  const [, name = '', rest = ''] = /^\/([\w-]+)\/(.*)$/.exec(pathname) ?? [];
  if (name === 'api') {
    const passed = await fetch(installation + pathname + search);
    response.writeHead(passed.status, { 'content-type': passed.headers.get('content-type') });
    return Buffer.from(await passed.arrayBuffer());
  }
  const isApplication = /-(production|development)$/.test(name);
  if (isApplication && rest === '') {
    response.setHeader('content-type', TYPES['.html']);
    return rendered(name);
  }
  const file = rest || 'index.html';
  const folder = FOLDERS[name] ?? join(ROOT, 'built', name, isApplication ? 'client' : '');
  response.setHeader('content-type', TYPES[extname(file)] ?? 'text/plain');
  if (name === 'pages')
    response.setHeader(
      'content-security-policy',
      `default-src 'none'; script-src 'self' 'unsafe-inline'; connect-src 'self' ${installation}; require-trusted-types-for 'script'; trusted-types pledgemark`,
    );
  return readFile(join(folder, normalize(file)));
}

createServer(async ({ url }, response) => {
  try {
    const body = await answer(url, response);
    response.end(body);
  } catch (error) {
    response.writeHead(url === '/favicon.ico' ? 204 : error.code === 'ENOENT' ? 404 : 500).end(String(error));
  }
}).listen(Number(port), '127.0.0.1', () => console.log('serving'));
