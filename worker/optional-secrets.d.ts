// Secrets that an installation may do without, which `wrangler types` cannot know of.
declare namespace Cloudflare {
  interface Env {
    TURNSTILE_SECRET?: string;
  }
}
interface Env {
  TURNSTILE_SECRET?: string;
}
