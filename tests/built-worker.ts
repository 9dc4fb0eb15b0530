/** For wrangler's test harness: the Worker as it is deployed, which `node scripts/build.ts` makes. */
export const BUILT_WORKER = { configPath: './wrangler.toml', prebuiltWorkerDir: './dist/worker' };
