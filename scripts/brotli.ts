import { brotliCompressSync, constants } from 'node:zlib';

/** How many bytes this is in brotli of quality 11: what a well-kept edge sends. */
export function brotliSize(bytes: Uint8Array): number {
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length };
  return brotliCompressSync(bytes, { params }).length;
}
