// What a deployment brings along of those before it. It replaces all assets, but a page that is open, and a browser's cache,
// still hold the script of yesterday, which asks for parts of its own, and no others would do: the two are one program.
// So it takes them from where they are still served: `node scripts/older-chunks.ts`, between the build and the deployment.
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { unstable_readConfig } from 'wrangler';

const ROOT = join(import.meta.dirname, '..');
const LIST = 'chunks.json';
/** Longer than a page stays open, or a cache keeps what it was told to keep for a quarter of an hour. */
const KEPT_MILLISECONDS = 30 * 24 * 60 * 60 * 1000;
const TIMEOUT_MILLISECONDS = 10_000;

/** As the build names them. What an installation answers is written to files, and must not choose which. */
const CHUNK = /^[\w-]+-[0-9a-f]{6,8}\.js$/;

/** The chunks of a deployment: null for those of its own script, for others the instant at which they were replaced. */
type Chunks = Record<string, string | null>;

async function ask(address: string): Promise<Response> {
  const response = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MILLISECONDS) }).catch(
    () => null,
  );
  if (response?.ok) return response;
  throw new Error(`${address} ${response ? `answered ${response.status}` : 'does not answer'}`);
}

/**
 * Adds to `embed`, the folder of a build, the chunks that `origin` serves and this build no longer has, but for those that
 * were replaced 30 days ago; and the list of all, for the next deployment. Returns what could not be had: a first deployment
 * has none before it, and one that mends an outage must not wait for what is out.
 */
export async function keepOlderChunks(embed: string, origin: string, now = new Date()): Promise<string[]> {
  const own = await readdir(join(embed, 'chunks'));
  const chunks: Chunks = Object.fromEntries(own.map((name) => [name, null]));
  const missed: string[] = [];
  const served = await ask(`${origin}/embed/${LIST}`)
    .then((response) => response.json() as Promise<Chunks>)
    .catch((error: Error) => {
      missed.push(error.message);
      return {};
    });
  for (const [name, replacedAt] of Object.entries(served)) {
    const since = replacedAt ?? now.toISOString();
    const isYoung = now.getTime() - Date.parse(since) < KEPT_MILLISECONDS;
    if (!CHUNK.test(name) || !isYoung || Object.hasOwn(chunks, name)) continue;
    try {
      const response = await ask(`${origin}/embed/chunks/${name}`);
      await writeFile(join(embed, 'chunks', name), await response.bytes());
      chunks[name] = since;
    } catch (error) {
      missed.push((error as Error).message);
    }
  }
  await writeFile(join(embed, LIST), JSON.stringify(chunks));
  return missed;
}

if (import.meta.main) {
  const { vars } = unstable_readConfig({ config: join(ROOT, 'wrangler.toml') });
  const embed = join(ROOT, 'dist/assets/embed');
  const missed = await keepOlderChunks(embed, String(vars.PUBLIC_ORIGIN));
  const kept: Chunks = JSON.parse(await readFile(join(embed, LIST), 'utf8'));
  console.log(`embed: ${Object.values(kept).filter(Boolean).length} chunks of earlier deployments are kept`);
  for (const what of missed)
    console.warn(
      `embed: ${what}. Pages that hold an earlier script keep their text, without cards or lists.`,
    );
}
