// What is told of a route in `/openapi.json`: a row of one of two tables, which the routes' own schemas complete. The Worker
// runs nothing of this; a test walks its routers, and each route has its row.
import type * as z from 'zod/mini';
import type { Role } from '../../data/roles.ts';
import type { ProblemSlug } from '../problem.ts';

export const TAGS = {
  'Trackers and pledges': 'What readers see, as it was published. Open to every origin, without a key.',
  'For elements': 'The same, in the form in which the elements on other pages ask for it.',
  'Open data and feeds': 'A tracker as a whole, and what has changed in it.',
  Embedding: 'For content systems that are given an address.',
  Suggestions: 'The one thing that the public may send.',
  Installation: 'What is told of the installation itself.',
  'Desk: who you are': 'Sessions, tokens, and what you may do.',
  'Desk: trackers': 'Trackers, their schemes, and the end of a term.',
  'Desk: pledges': 'Drafts and records, and what readers would see.',
  'Desk: acts on a pledge': 'Each act names the version that its editor has seen.',
  'Desk: many at once': 'One request for many pledges, and the way back.',
  'Desk: inbox and comments': 'What each person is told, and what they say to each other about a pledge.',
  'Desk: suggestions': 'What readers suggest.',
  'Desk: webhooks': 'Other people’s programs are told when a verdict changes.',
  'Desk: running it': 'What there is to do, what waits, the audit, backups.',
} as const;
export type Tag = keyof typeof TAGS;

/** One way in which a route answers; without a schema it is text of that type, without a type it has no body. */
export type Answer = {
  status: number;
  about: string;
  type?: string;
  schema?: z.ZodMiniType;
  headers?: string[];
};

export type Operation = {
  /** Its name in clients that are made from the description: public, so never renamed. */
  id: string;
  tag: Tag;
  summary: string;
  description?: string | undefined;
  query?: z.ZodMiniObject | undefined;
  /** By media type; null where it is no JSON. */
  bodies?: Record<string, z.ZodMiniType | null> | undefined;
  answers: Answer[];
  problems: ProblemSlug[];
  /** Answers with an ETag: of the bytes, which `If-None-Match` compares, or of the version, which `If-Match` has to name. */
  etag?: 'bytes' | 'version' | undefined;
  asksVersion?: boolean | undefined;
  /** Who may: nobody in particular, whoever has a token or a session, or a page of the desk that begins a session. */
  access: 'open' | 'desk' | 'signing in';
  role?: Role | undefined;
};

/** An answer as JSON. */
export function json(schema: z.ZodMiniType, about: string, status = 200): Answer {
  return { status, about, type: 'application/json', schema };
}
