import { Hono } from 'hono';
import { readStream, trackersKey } from '../published.ts';

/** `GET /healthz`: whether KV answers, and which version runs. 503 when readers would be served nothing. */
export const health = new Hono<{ Bindings: Env }>().get('/', async (context) => {
  const { id, tag } = context.env.VERSION;
  const version = tag || id;
  try {
    const found = await readStream(context.env.PUBLISHED, trackersKey);
    await found?.body.cancel();
    return context.json({ status: 'ok', kv: 'answers', version });
  } catch (error) {
    console.error(error);
    return context.json({ status: 'failing', kv: 'does not answer', version }, 503);
  }
});
