// The production build and the bare Worker side by side in one workerd, on one KV namespace. Each has a socket of its
// own, so that no proxy stands before either of them.
import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Miniflare, type MiniflareOptions } from 'miniflare';
import type { Desk } from '../../scripts/desk-client.ts';

const ROOT = join(import.meta.dirname, '../..');
export const ASSETS = join(ROOT, 'dist/assets');
const BUILT_WORKER = join(ROOT, 'dist/worker');

const ADMIN_TOKEN = 'pm_bench_admin';
const PUBLIC_ORIGIN = 'https://pledges.example';

/** As in wrangler.toml, for both Workers. */
export const COMPATIBILITY = {
  compatibilityDate: '2026-11-01',
  compatibilityFlags: ['nodejs_compat'],
};

/** What the bare Worker is to read: the keys of the documents that the measured one will be asked for. */
export type Reads = { pledgeKey: string; badges: { id: string; key: string }[] };

export type Installation = {
  miniflare: Miniflare;
  /** The built Worker by itself. */
  worker: string;
  /** The built Worker behind the static assets, as a page reaches it. */
  site: string;
  bare: { pledge: string; open: string; stored: string; badges: string };
  desk: Desk;
};

type WorkerOptions = MiniflareOptions['workers'][number];
export type Manifest = NonNullable<WorkerOptions['config']['manifest']>;

/** Builds what a deployment would upload: dist/assets and dist/worker. */
export async function buildForProduction(): Promise<void> {
  await promisify(execFile)(process.execPath, ['scripts/build.ts'], { cwd: ROOT });
}

/** The built Worker's modules, by name; `index.js` is the main one. */
export async function builtModules(): Promise<Record<string, string>> {
  const parts = (await readdir(join(BUILT_WORKER, 'parts'))).map((name) => `parts/${name}`);
  const modules = ['index.js', ...parts.filter((path) => path.endsWith('.js'))];
  return Object.fromEntries(
    await Promise.all(
      modules.map(async (name) => [name, await readFile(join(BUILT_WORKER, name), 'utf8')] as const),
    ),
  );
}

/** A module Worker of these modules, of which the first is the main one. */
export function manifest(modules: Record<string, string>): Manifest {
  return {
    mainModule: Object.keys(modules)[0] ?? '',
    modulesRoot: '/',
    modules: Object.fromEntries(
      Object.entries(modules).map(([name, contents]) => [name, { type: 'esm' as const, contents }]),
    ),
  };
}

/**
 * Starts everything on loopback, with nothing in its store. `receivers`: which public origin of a receiver is which server on
 * loopback, where `origin` is a loopback address as well. `mail`: it sends mail, to a provider that keeps nothing.
 */
export async function startInstallation(
  { pledgeKey, badges }: Reads,
  {
    origin = PUBLIC_ORIGIN,
    receivers = {},
    mail = false,
  }: { origin?: string; receivers?: Record<string, string>; mail?: boolean } = {},
): Promise<Installation> {
  const built = manifest(await builtModules());
  const bare = manifest({
    'bare-worker.js': await readFile(join(import.meta.dirname, 'bare-worker.js'), 'utf8'),
  });
  const post = manifest({
    'post-office.js': await readFile(join(import.meta.dirname, 'post-office.js'), 'utf8'),
  });
  const PUBLISHED = { type: 'kv', id: 'published' } as const;
  const env = {
    PUBLISHED,
    LEDGER: { type: 'durable-object', worker: 'pledgemark', exportName: 'Ledger' },
    COURIER: { type: 'durable-object', worker: 'pledgemark', exportName: 'Courier' },
    VERSION: { type: 'version-metadata' },
    PUBLIC_ORIGIN: { type: 'text', value: origin },
    TEST_RECEIVERS: { type: 'text', value: JSON.stringify(receivers) },
    DEMONSTRATION: { type: 'text', value: 'off' },
    ADMIN_TOKEN: { type: 'text', value: ADMIN_TOKEN },
    ...(mail ? { EMAIL: { type: 'worker', worker: 'post', exportName: 'PostOffice' } as const } : {}),
  } as const;
  const miniflare = new Miniflare({
    inspectorPort: 0,
    // workerd also warns of alarms that it noticed a millisecond late.
    handleStructuredLogs: ({ level, message }) => {
      if (level === 'error') console.error(message);
    },
    workers: [
      {
        config: {
          name: 'pledgemark',
          ...COMPATIBILITY,
          manifest: built,
          // Its pages ask the one behind the assets for their words.
          env: { ...env, ASSETS: { type: 'worker', worker: 'site' } },
          exports: {
            Ledger: { type: 'durable-object', storage: 'sqlite' },
            Courier: { type: 'durable-object', storage: 'sqlite' },
          },
        },
        dev: { unsafeDirectSockets: [{}] },
      },
      {
        config: {
          name: 'site',
          ...COMPATIBILITY,
          manifest: built,
          env: { ...env, ASSETS: { type: 'assets' } },
          assets: { directory: ASSETS, hasUserWorker: true },
        },
        dev: { unsafeDirectSockets: [{}] },
      },
      { config: { name: 'post', ...COMPATIBILITY, manifest: post } },
      {
        config: {
          name: 'bare',
          ...COMPATIBILITY,
          manifest: bare,
          env: {
            PUBLISHED,
            PLEDGE_KEY: { type: 'text', value: pledgeKey },
            BADGES: { type: 'json', value: badges },
          },
        },
        dev: {
          unsafeDirectSockets: [
            {},
            { entrypoint: 'open' },
            { entrypoint: 'stored' },
            { entrypoint: 'badges' },
          ],
        },
      },
    ],
  });
  const at = async (name: string, entrypoint?: string) =>
    (await miniflare.unsafeGetDirectURL(name, entrypoint)).origin;
  const worker = await at('pledgemark');
  return {
    miniflare,
    worker,
    site: await at('site'),
    bare: {
      pledge: await at('bare'),
      open: await at('bare', 'open'),
      stored: await at('bare', 'stored'),
      badges: await at('bare', 'badges'),
    },
    desk: { origin: worker, token: ADMIN_TOKEN },
  };
}
