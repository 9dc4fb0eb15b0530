import { brotliCompressSync, constants } from 'node:zlib';

/** Bytes in brotli at the highest quality, or as an edge compresses on the fly. */
export function brotli(content: Uint8Array | string, quality?: number): number {
  return brotliBytes(content, quality).length;
}

/** The content in brotli. */
export function brotliBytes(content: Uint8Array | string, quality = constants.BROTLI_MAX_QUALITY): Buffer {
  return brotliCompressSync(content, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } });
}
