// Where a request goes. Three sets of routes that share no path: each has its own router, because one that had to
// tell `/:tracker` from `/api` would be a slower one for the API too.
import { HTTPException } from 'hono/http-exception';
import { problem } from './problem.ts';
import { desk } from './routes/desk/desk.ts';
import { DESK_PATH } from './routes/desk/route.ts';
import { pages } from './routes/pages.tsx';
import { publicApi } from './routes/public.ts';

function failed(error: Error, context: { env: Env }): Response {
  if (error instanceof HTTPException) return error.getResponse();
  // Whoever asked learns nothing of it; the operator's log does.
  console.error(error);
  return problem(context, 'internal');
}

desk.onError(failed);
publicApi.onError(failed);
pages.onError(failed);

/** Answers a request. */
export async function answerRequest(
  request: Request,
  env: Env,
  context: ExecutionContext,
): Promise<Response> {
  const { pathname } = new URL(request.url);
  const routes = `${pathname}/`.startsWith(`${DESK_PATH}/`)
    ? desk
    : pathname.startsWith('/api/')
      ? publicApi
      : pages;
  return routes.fetch(request, env, context);
}
