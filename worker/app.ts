// Where a request goes. Three sets of routes that share no path: each has its own router, because one that had to
// tell `/:tracker` from `/api` would be a slower one for the API too.
import { HTTPException } from 'hono/http-exception';
import { problem } from './problem.ts';
import { desk } from './routes/desk/desk.ts';
import { DESK_PATH } from './routes/desk/route.ts';
import { deskApp, isDeskApp } from './routes/desk-app.tsx';
import { pages } from './routes/pages.tsx';
import { plainPledge, publicApi } from './routes/public.ts';
import { openToReaders } from './routes/reading.ts';
import { isSuggestions, suggestions } from './routes/suggestions.tsx';

function failed(error: Error, context: { env: Env }): Response {
  if (error instanceof HTTPException) return error.getResponse();
  // Whoever asked learns nothing of it; the operator's log does.
  console.error(error);
  return problem(context, 'internal');
}

/** Every route there is, but for the desk app's one page. */
export const ROUTERS = [desk, publicApi, pages, suggestions] as const;

for (const routes of ROUTERS) routes.onError(failed);

/** Answers a request. */
export async function answerRequest(
  request: Request,
  env: Env,
  context: ExecutionContext,
): Promise<Response> {
  // Not `new URL`: with the headers it is most of what a read costs beside the read itself.
  const path = request.url.slice(request.url.indexOf('/', 'https://'.length));
  if (path === DESK_PATH || path.startsWith(`${DESK_PATH}/`)) return desk.fetch(request, env, context);
  if (isDeskApp(path)) return deskApp(request, env);
  if (isSuggestions(path)) return suggestions.fetch(request, env, context);
  const routes = path.startsWith('/api/') ? publicApi : pages;
  return openToReaders(
    request,
    env,
    () => plainPledge(path, request, env, context) ?? routes.fetch(request, env, context),
  );
}
