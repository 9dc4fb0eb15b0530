import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import { BUILT_WORKER } from './installation.ts';

/** Bytes of the built Worker in gzip, all of its modules together but no WebAssembly. */
export async function workerGzip(): Promise<number> {
  const files = await readdir(BUILT_WORKER);
  const modules = files.filter((file) => !/\.(?:map|md|wasm)$/.test(file)).sort();
  const contents = await Promise.all(modules.map((file) => readFile(join(BUILT_WORKER, file))));
  return gzipSync(Buffer.concat(contents)).length;
}

/** Bytes in brotli at the highest quality, or as an edge compresses on the fly. */
export function brotli(content: Uint8Array | string, quality?: number): number {
  return brotliBytes(content, quality).length;
}

/** The content in brotli. */
export function brotliBytes(content: Uint8Array | string, quality = constants.BROTLI_MAX_QUALITY): Buffer {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
}
