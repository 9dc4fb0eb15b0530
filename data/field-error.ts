// What is wrong with the fields that somebody sent, as the endpoint answers it.
import * as z from 'zod/mini';
import { FAULT_CODES, type Fault, type FaultCode, FORMATS, TYPES } from './fault.ts';
import { whole } from './field.ts';

/**
 * A field at fault: an RFC 6901 pointer into what was sent, and what is wrong there, as a sentence that its name begins and
 * as a fault; in a CSV also its place in the file, and in an import with a mapping its column there and its field here.
 */
export const fieldErrorSchema = z.strictObject({
  pointer: z.string(),
  detail: z.string(),
  line: z.optional(whole(1)),
  column: z.optional(z.string()),
  field: z.optional(z.string()),
  code: z.enum(FAULT_CODES),
  found: z.optional(z.string()),
  length: z.optional(whole(0)),
  of: z.optional(z.string()),
  allowed: z.optional(
    z.strictObject({
      type: z.optional(z.enum(Object.keys(TYPES) as (keyof typeof TYPES)[])),
      format: z.optional(z.enum(Object.keys(FORMATS) as (keyof typeof FORMATS)[])),
      example: z.optional(z.string()),
      least: z.optional(z.number()),
      most: z.optional(z.number()),
      choices: z.optional(z.array(z.string())),
      latest: z.optional(z.string()),
      earliest: z.optional(z.string()),
    }),
  ),
  nearest: z.optional(z.string()),
});
export type FieldError = {
  pointer: string;
  detail: string;
  line?: number;
  column?: string;
  field?: string;
} & Partial<Fault>;

/** What is to be looked at before a tracker is opened; what `blocks` has to be mended first. */
export const missingSchema = z.extend(fieldErrorSchema, { blocks: z.boolean() });
export type Missing = FieldError & { blocks: boolean };

/** Faults of one kind in the rows of an import: how many, in how many rows, and the first of them. `*` stands for any item of a list. */
export const faultGroupSchema = z.strictObject({
  code: z.enum(FAULT_CODES),
  field: z.string(),
  count: whole(1),
  rows: whole(1),
  first: fieldErrorSchema,
});
export type FaultGroup = { code: FaultCode; field: string; count: number; rows: number; first: FieldError };
