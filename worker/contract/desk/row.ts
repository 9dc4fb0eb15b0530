// What the desk's tables tell of a route. What it takes and who may is in the tables of bodies, queries and roles.
import type * as z from 'zod/mini';
import { pledgeRecordSchema } from '../../../data/desk.ts';
import type { OpenRoute, Route } from '../../../data/roles.ts';
import type { ProblemSlug } from '../../problem.ts';
import { type Answer, json, type Operation, type Tag } from '../operation.ts';

export const PLEDGE = '/trackers/:tracker/pledges/:slug';

/** Every route of the desk: those of the table of roles, and those that are open to whoever is not known yet. */
export type DeskRoute = Route | OpenRoute;

export type Row = {
  id: string;
  tag: Tag;
  summary: string;
  description?: string;
  answers: Answer | Answer[];
  problems?: ProblemSlug[];
  bodies?: Operation['bodies'];
  /** Its answer has a version, which is its ETag; with `asks`, the request has to name the one that its editor has seen. */
  version?: 'tells' | 'asks' | 'asks and tells';
};

export type DeskRows = Partial<Record<DeskRoute, Row>>;

/** An act that answers the record of its pledge. */
export function act(
  id: string,
  summary: string,
  {
    schema = pledgeRecordSchema,
    ...more
  }: Partial<Omit<Row, 'id' | 'summary'>> & { schema?: z.ZodMiniType } = {},
): Row {
  return {
    id,
    tag: 'Desk: acts on a pledge',
    summary,
    answers: json(schema, 'The record of the pledge'),
    version: 'asks and tells',
    ...more,
    problems: ['act-not-allowed', ...(more.problems ?? [])],
  };
}
