import { Hono } from 'hono';
import { HTTPException } from 'hono/http-exception';
import { problem } from './problem.ts';
import { desk } from './routes/desk/desk.ts';
import { health } from './routes/health.ts';
import { pages } from './routes/pages.tsx';
import { publicApi } from './routes/public.ts';

export const app = new Hono<{ Bindings: Env }>();

app.route('/healthz', health);
app.route('/api/v1/desk', desk);
app.route('/api', publicApi);
app.route('/', pages);

app.onError((error, context) => {
  if (error instanceof HTTPException) return error.getResponse();
  // Whoever asked learns nothing of it; the operator's log does.
  console.error(error);
  return problem(context, 'internal');
});
