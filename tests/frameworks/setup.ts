// Installs what the applications are built with, and the package as a publisher would get it, in dist/frameworks: its own
// lockfile, so that `npm ci` of the project does not install five frameworks.
import { execFile, spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { packPackage, writePackage } from '../../scripts/npm-package/write.ts';

const ROOT = join(import.meta.dirname, '../..');
export const BUILD = join(ROOT, 'dist/frameworks');
const MANIFESTS = ['package.json', 'package-lock.json'];
const INSTALLED = join(BUILD, 'node_modules/.installed');

const run = promisify(execFile);

/** What a command said, and how it ended. */
export type Outcome = { code: number; output: string };

/** Installs both; answers the file that `npm pack` made. */
export async function installApplications(): Promise<string> {
  const [packed] = await Promise.all([makePackage(), installDependencies()]);
  const target = join(BUILD, 'node_modules/pledgemark');
  await rm(target, { recursive: true, force: true });
  await mkdir(target, { recursive: true });
  await run('tar', ['-xzf', packed, '--strip-components=1', '-C', target]);
  await rm(join(BUILD, 'apps'), { recursive: true, force: true });
  await cp(join(import.meta.dirname, 'apps'), join(BUILD, 'apps'), { recursive: true });
  return packed;
}

/** Runs a program of the installed packages, or a script, where they are installed. */
export function runThere(
  program: string,
  args: string[],
  environment: NodeJS.ProcessEnv = {},
): Promise<Outcome> {
  const isScript = program.endsWith('.mjs');
  const file = isScript ? join(BUILD, program) : join(BUILD, 'node_modules/.bin', program);
  const child = spawn(isScript ? 'node' : file, isScript ? [file, ...args] : args, {
    cwd: BUILD,
    env: { ...withoutVitest(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject).on('close', (code) => resolve({ code: code ?? 1, output }));
  });
}

/** The environment without what Vitest sets for its own: to be in a test is no mode to build in. */
export function withoutVitest(): NodeJS.ProcessEnv {
  const { NODE_ENV, VITEST, TEST, MODE, DEV, PROD, SSR, BASE_URL, ...others } = process.env;
  return { ...others, NEXT_TELEMETRY_DISABLED: '1', ASTRO_TELEMETRY_DISABLED: '1', NO_COLOR: '1', CI: '1' };
}

async function makePackage(): Promise<string> {
  const folder = join(ROOT, 'dist/package/pledgemark');
  await writePackage(folder);
  return packPackage(folder);
}

// Not anew where the lockfile is that of the last time.
async function installDependencies(): Promise<void> {
  const files = await Promise.all(MANIFESTS.map((name) => readFile(join(import.meta.dirname, name))));
  const hash = createHash('sha256').update(Buffer.concat(files)).digest('hex');
  if ((await readFile(INSTALLED, 'utf8').catch(() => '')) === hash) return;
  await mkdir(BUILD, { recursive: true });
  for (const name of MANIFESTS) await cp(join(import.meta.dirname, name), join(BUILD, name));
  await run('npm', ['ci', '--no-audit', '--no-fund', '--prefer-offline', '--ignore-scripts'], { cwd: BUILD });
  await writeFile(INSTALLED, hash);
}
