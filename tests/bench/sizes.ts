import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { ASSETS, BUILT_WORKER } from './installation.ts';

/** Bytes of the built Worker in gzip, all of its modules together but no WebAssembly. */
export async function workerGzip(): Promise<number> {
  const files = await readdir(BUILT_WORKER);
  const modules = files.filter((file) => !/\.(?:map|md|wasm)$/.test(file)).sort();
  const contents = await Promise.all(modules.map((file) => readFile(join(BUILT_WORKER, file))));
  return gzipSync(Buffer.concat(contents)).length;
}

/** Bytes in brotli of the script that a page loads, as it is built. */
export async function scriptBrotli(): Promise<number> {
  return brotli(await readFile(join(ASSETS, 'embed/v1.js')));
}

/** Bytes in brotli at the highest quality, or as an edge compresses on the fly. */
export function brotli(content: Uint8Array | string, quality = constants.BROTLI_MAX_QUALITY): number {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } }).length;
}
