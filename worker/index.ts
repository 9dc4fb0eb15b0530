import { WorkerEntrypoint } from 'cloudflare:workers';
import { answerRequest } from './app.ts';
import { closeCache } from './caching.ts';
import { plainPledge } from './routes/public.ts';

export { Courier } from './courier/courier.ts';
export { Ledger } from './ledger/ledger.ts';

/** The Worker. A purge belongs to the entrypoint that owns the cache, so the Ledger's alarm calls it here. */
export default class Pledgemark extends WorkerEntrypoint<Env> {
  override fetch(request: Request): Promise<Response> {
    return plainPledge(request, this.env, this.ctx) ?? this.#answer(request);
  }

  async #answer(request: Request): Promise<Response> {
    return closeCache(await answerRequest(request, this.env, this.ctx));
  }

  /**
   * Makes the edge forget all answers that carry one of these cache tags. Answers why it did not, or null; a refusal does
   * not throw. Locally there is no cache to purge.
   */
  async purge(tags: string[]): Promise<string | null> {
    const answer = await this.ctx.cache?.purge?.({ tags });
    if (!answer || answer.success) return null;
    return answer.errors.map(({ code, message }) => `${code} ${message}`).join('; ') || 'It was refused';
  }
}
