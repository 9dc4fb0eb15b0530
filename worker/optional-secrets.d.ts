// Secrets that an installation may do without, which `wrangler types` cannot know of. TEST_RECEIVERS is for tests alone: see
// courier/send.ts.
declare namespace Cloudflare {
  interface Env {
    TURNSTILE_SECRET?: string;
    TEST_RECEIVERS?: string;
  }
}
interface Env {
  TURNSTILE_SECRET?: string;
  TEST_RECEIVERS?: string;
}
