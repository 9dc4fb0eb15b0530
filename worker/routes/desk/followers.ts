// Followers on their way to another installation, by whoever runs both. Nobody who carries them can read them.
import type { ImportedFollowers } from '../../../data/mail.ts';
import { fieldError } from '../../field-error.ts';
import { refusal } from '../../problem.ts';
import { done, refused } from '../../result.ts';
import { courier, ledger } from '../../stubs.ts';
import { contentType, jsonBody, limitBody, throwProblem, utf8 } from '../request.ts';
import { BODIES } from './bodies.ts';
import { unlessAway, unlessLate } from './courier-away.ts';
import { answered, deskRoutes } from './route.ts';

/** About 100,000 followers, with the ends of their links. */
const FILE_BYTES = 90 * 1024 * 1024;

const { routes, on } = deskRoutes();
export const deskFollowers = routes;

on('POST /followers/key', limitBody(), async (context) => {
  await jsonBody(context, BODIES['POST /followers/key']);
  const noted = await ledger(context.env).noteFollowers(context.var.by, 'make key for followers', null);
  if (!noted.ok) return refusal(context, noted);
  return unlessAway(context, async () =>
    answered(context, done(await unlessLate(courier(context.env).transferKey())), 201),
  );
});

on('POST /followers/export', limitBody(), async (context) => {
  const { key } = await jsonBody(context, BODIES['POST /followers/export']);
  const { env } = context;
  const noted = await ledger(env).noteFollowers(context.var.by, 'export followers', null);
  if (!noted.ok) return refusal(context, noted);
  let after = 0;
  const encoder = new TextEncoder();
  // A line at a time, as fast as it is read: there may be many.
  const lines = new ReadableStream<Uint8Array>({
    async pull(controller) {
      const found = await courier(env).exportFollowers(key, after);
      if (!found) return controller.close();
      after = found.next;
      controller.enqueue(encoder.encode(`${found.line}\n`));
    },
  });
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'content-disposition': 'attachment; filename="followers.jwe"',
  };
  return new Response(lines, { headers });
});

on('POST /followers/import', limitBody(FILE_BYTES), async (context) => {
  if (contentType(context) !== 'text/plain')
    return throwProblem(context, 'unsupported-media-type', { detail: 'Send text/plain.' });
  const lines = utf8(context, await context.req.arrayBuffer())
    .split('\n')
    .filter(Boolean);
  const { env } = context;
  return unlessAway(context, async () => {
    // All of it before any of it: a file that is refused leaves nothing behind, not in the audit either.
    for (const [at, line] of (lines.length > 0 ? lines : ['']).entries())
      if (!(await unlessLate(courier(env).canReadFollowers(line)))) {
        const fault = fieldError(`/${at}`, 'is no line of an export for the newest key of this installation');
        return refusal(context, refused({ reason: 'invalid', errors: [fault] }));
      }
    const noted = await ledger(env).noteFollowers(context.var.by, 'import followers', lines.length);
    if (!noted.ok) return refusal(context, noted);
    const all: ImportedFollowers = { imported: 0, known: 0 };
    for (const line of lines) {
      const { imported, known } = await unlessLate(courier(env).importFollowers(line));
      all.imported += imported;
      all.known += known;
    }
    return answered(context, done(all));
  });
});
