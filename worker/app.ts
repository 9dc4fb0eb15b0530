// Where a request goes. Three sets of routes that share no path: each has its own router, because one that had to
// tell `/:tracker` from `/api` would be a slower one for the API too. What readers read is there from the start; what editors ask
// for, and what a reader sends, is loaded with the first request for it.
import { deskApp, isDeskApp } from './routes/desk-app.tsx';
import { pages } from './routes/pages.tsx';
import { isDesk, isMail, isSuggestions } from './routes/paths.ts';
import { publicApi } from './routes/public.ts';
import { openToReaders } from './routes/reading.ts';

const loadDesk = async () => (await import('./routes/desk/desk.ts')).desk;
const loadSuggestions = async () => (await import('./routes/suggestions.tsx')).suggestions;
const loadMail = async () => (await import('./routes/mail.tsx')).mail;

/** Every route there is, but for the desk app's one page. */
export async function allRouters() {
  return [await loadDesk(), publicApi, pages, await loadSuggestions(), await loadMail()] as const;
}

/** Answers a request. */
export async function answerRequest(
  request: Request,
  env: Env,
  context: ExecutionContext,
): Promise<Response> {
  // Not `new URL`: with the headers it is most of what a read costs beside the read itself.
  const path = request.url.slice(request.url.indexOf('/', 'https://'.length));
  if (isDesk(path)) return (await loadDesk()).fetch(request, env, context);
  if (isDeskApp(path)) return deskApp(request, env);
  if (isSuggestions(path)) return (await loadSuggestions()).fetch(request, env, context);
  if (isMail(path)) return (await loadMail()).fetch(request, env, context);
  const routes = path.startsWith('/api/') ? publicApi : pages;
  return openToReaders(request, env, () => routes.fetch(request, env, context));
}
