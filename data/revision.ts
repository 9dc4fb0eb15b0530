import * as z from 'zod/mini';
import { instant, sha256, slug, text, trackerId, whole } from './field.ts';
import { NOTE_LIMIT } from './limits.ts';

/** What a publication is to readers. An import and an edit are no news; the others say in a note why. */
export const REVISION_KINDS = [
  'import',
  'verdict',
  'correction',
  'edit',
  'retraction',
  'revert',
  'redaction',
] as const;
export const revisionKindSchema = z.enum(REVISION_KINDS);
export type RevisionKind = z.infer<typeof revisionKindSchema>;

/**
 * One publication, for ever. `hash` is the SHA-256 of the RFC 8785 form of this record without `hash`; it holds
 * the content by `documentHash` (SHA-256 of the document's RFC 8785 form), so that a reader can check the chain
 * from the public history alone, and a redaction leaves it whole. `previous` is the tracker's revision before.
 */
export const revisionSchema = z.strictObject({
  tracker: trackerId,
  slug,
  revision: whole(1),
  at: instant,
  kind: revisionKindSchema,
  note: z.nullable(text(NOTE_LIMIT)),
  documentHash: sha256,
  previous: z.nullable(sha256),
  hash: sha256,
});
export type Revision = z.infer<typeof revisionSchema>;
