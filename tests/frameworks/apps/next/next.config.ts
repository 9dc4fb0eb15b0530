import { join } from 'node:path';

export default {
  // The tests' own lockfile, and not one above it.
  turbopack: { root: join(import.meta.dirname, '../..') },
};
