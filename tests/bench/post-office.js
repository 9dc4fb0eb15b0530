// A provider of mail that takes each after as long as a network takes, and keeps nothing.
import { WorkerEntrypoint } from 'cloudflare:workers';

export class PostOffice extends WorkerEntrypoint {
  async send() {
    await new Promise((resolve) => setTimeout(resolve, 20));
    return { messageId: '<1@post.example>' };
  }
}

export default { fetch: () => new Response(null, { status: 404 }) };
