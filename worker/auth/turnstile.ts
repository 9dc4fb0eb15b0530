// Cloudflare Turnstile: whether a person sends a form. Asked only where the installation has its secret.

/** Turnstile may be slow; a reader waits no longer than this. */
const VERIFY_TIMEOUT_MS = 5000;

/** What the form's script puts into the form. */
export const TURNSTILE_FIELD = 'cf-turnstile-response';

type TurnstileAnswer = 'passed' | 'failed' | 'unavailable';

/** Asks whether `response` was made by a person. Without a secret nobody is asked, and everybody passes. */
export async function verifyTurnstile(env: Env, response: unknown): Promise<TurnstileAnswer> {
  if (!env.TURNSTILE_SECRET) return 'passed';
  if (typeof response !== 'string') return 'failed';
  try {
    const answer = await fetch(env.TURNSTILE_VERIFY_URL, {
      method: 'POST',
      body: new URLSearchParams({ secret: env.TURNSTILE_SECRET, response }),
      signal: AbortSignal.timeout(VERIFY_TIMEOUT_MS),
    });
    if (!answer.ok) return 'unavailable';
    const { success } = await answer.json<{ success?: unknown }>();
    return success === true ? 'passed' : 'failed';
  } catch (error) {
    // No network, too late, or not JSON. The secret is in the body and not in the error.
    console.error('Turnstile did not answer.', error);
    return 'unavailable';
  }
}
