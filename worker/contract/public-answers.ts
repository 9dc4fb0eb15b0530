// The answers to the public that are no stored documents: those have their schemas in data/published.ts.
import * as z from 'zod/mini';
import { instant, line, localId, slug, trackerId, webUrl, whole } from '../../data/field.ts';
import { importRowSchema } from '../../data/import-row.ts';
import {
  bySchema,
  historyEntrySchema,
  publishedPledgeSchema,
  publishedTrackerSchema,
} from '../../data/published.ts';

/** `GET .../pledges/{slug}/history`: the record of a pledge, and of each that was merged into it. */
export const historySchema = z.strictObject({
  tracker: trackerId,
  slug,
  url: webUrl,
  history: z.array(historyEntrySchema),
  merged: publishedPledgeSchema.shape.merged,
});

/** A row of the open data: every standing verdict, in the form that an import reads. */
export const openDataRowSchema = z.extend(importRowSchema, {
  state: z.literal('published'),
  revision: whole(1),
});

/** `GET .../export.json`. */
export const openDataSchema = z.strictObject({
  tracker: z.extend(
    z.pick(publishedTrackerSchema, {
      id: true,
      name: true,
      url: true,
      coverage: true,
      scheme: true,
      categories: true,
      facets: true,
      documents: true,
      head: true,
    }),
    { publisher: publishedTrackerSchema.shape.publisher },
  ),
  licence: publishedTrackerSchema.shape.licence,
  dictionary: webUrl,
  pledges: z.array(openDataRowSchema),
});

/** oEmbed 1.0 (oembed.com), type `rich`. */
export const oembedSchema = z.strictObject({
  version: z.literal('1.0'),
  type: z.literal('rich'),
  title: z.string(),
  provider_name: z.string(),
  provider_url: webUrl,
  author_name: bySchema.shape.name,
  author_url: webUrl,
  cache_age: whole(0),
  width: whole(1),
  height: whole(1),
  html: z.string(),
  thumbnail_url: z.optional(webUrl),
  thumbnail_width: z.optional(whole(1)),
  thumbnail_height: z.optional(whole(1)),
});

/** In which language a reader is answered; any other is left aside. */
export const suggestionQuery = z.object({ lang: z.optional(z.string()) });

/** What may be asked of it. What else a consumer adds is left aside. */
export const oembedQuery = z.object({
  url: webUrl,
  format: z.optional(z.literal('json')),
  maxwidth: z.optional(whole(1, 99_999)),
  maxheight: z.optional(whole(1, 99_999)),
});

/** `GET /oembed/provider.json` (oembed.com, section 7.1). */
export const providerSchema = z.array(
  z.strictObject({
    provider_name: z.string(),
    provider_url: webUrl,
    endpoints: z.array(
      z.strictObject({
        schemes: z.array(z.string()),
        url: webUrl,
        formats: z.array(z.string()),
        discovery: z.boolean(),
      }),
    ),
  }),
);

/** The endpoint schema of shields.io. */
export const shieldsSchema = z.strictObject({
  schemaVersion: z.literal(1),
  label: z.string(),
  message: z.string(),
  color: z.string(),
  isError: z.boolean(),
  logoSvg: z.string(),
  cacheSeconds: whole(0),
});

/** JSON Feed 1.1 (jsonfeed.org). */
export const jsonFeedSchema = z.strictObject({
  version: z.literal('https://jsonfeed.org/version/1.1'),
  title: z.string(),
  home_page_url: webUrl,
  feed_url: webUrl,
  description: z.string(),
  language: z.string(),
  icon: webUrl,
  favicon: webUrl,
  authors: z.array(bySchema),
  items: z.array(
    z.strictObject({
      id: z.string(),
      url: webUrl,
      title: z.string(),
      content_html: z.string(),
      content_text: z.string(),
      date_published: instant,
      date_modified: instant,
    }),
  ),
});

/** `GET /healthz`. */
export const healthSchema = z.strictObject({
  status: z.enum(['ok', 'failing']),
  kv: z.string(),
  version: line(200),
});

/** A suggestion was taken in. */
export const suggestedSchema = z.strictObject({ state: z.literal('open') });

/** `?ids=`: at most a hundred, each `tracker/slug`. */
export const badgesQuery = z.object({
  ids: z
    .array(z.string().check(z.regex(/^[a-z0-9-]{1,120}\/[a-z0-9-]{1,120}$/)))
    .check(z.minLength(1), z.maxLength(100)),
});

export const summaryQuery = z.object({
  category: z.optional(localId),
  facet: z.optional(z.string().check(z.regex(/^[a-z0-9-]{1,80}:[a-z0-9-]{1,80}$/))),
});
