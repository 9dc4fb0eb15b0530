const KILOBYTE = 1024;
const MEGABYTE = 1024 * KILOBYTE;

/** A limit as people say it: 256 kB, 32 MB. */
export function sizeText(bytes: number): string {
  return bytes < MEGABYTE ? `${bytes / KILOBYTE} kB` : `${bytes / MEGABYTE} MB`;
}
