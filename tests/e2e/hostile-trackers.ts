// Puts texts into every text field that the desk has, and publishes what it takes.
import { ask, type Desk, untilPublished } from '../../scripts/desk-client.ts';
import { anImportRow, aVerdict } from '../builders.ts';
import { fullPledge, fullTracker } from '../data/subjects.ts';

/** A tracker made of these texts; `taken` says which text each field holds, by its pointer. */
export type Hostile = { id: string; texts: string[]; taken: Map<string, string> };

// Names, days and choices: no texts. A hostile one is the business of the tests of requests.
const NO_TEXTS = new Set(
  'id slug language timezone start end review kind document categories due effectiveOn date madeOn schedule reasons pledge relation outcome closedAt into state facets type'.split(
    ' ',
  ),
);

/** The pointers of every text in a document. */
function textsOf(value: unknown, pointer = ''): string[] {
  if (typeof value === 'string') return [pointer];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => {
    const isChoice = NO_TEXTS.has(key) && !(Array.isArray(each) && typeof each[0] === 'object');
    return isChoice ? [] : textsOf(each, `${pointer}/${key}`);
  });
}

function place(document: object, pointer: string): [Record<string, unknown>, string] {
  const keys = pointer.split('/').slice(1);
  const last = keys.pop() ?? '';
  const at = keys.reduce(
    (value, key) => value[key] as Record<string, unknown>,
    document as Record<string, unknown>,
  );
  return [at, last];
}

function withTexts(document: object, texts: Map<string, string>): object {
  const copy = structuredClone(document);
  for (const [pointer, text] of texts) {
    const [at, key] = place(copy, pointer);
    at[key] = text;
  }
  return copy;
}

type Answer = { version?: number; errors?: { pointer: string; detail: string }[] };

async function send(desk: Desk, method: string, path: string, body: object, version?: number) {
  const response = await fetch(`${desk.origin}/api/v1${path}`, {
    method,
    headers: {
      authorization: `Bearer ${desk.token}`,
      'content-type': 'application/json',
      // Suggestions are counted by it.
      'cf-connecting-ip': crypto.randomUUID(),
      ...(version === undefined ? {} : { 'if-match': `"${version}"` }),
    },
    body: JSON.stringify(body),
  });
  return { status: response.status, answer: (await response.json()) as Answer };
}

/** How many texts a field is offered before it stays as it was. */
const OFFERS = 6;

/** Sends a document with a text in every place; a place that refuses its text by name is offered the next. */
async function putThrough(
  desk: Desk,
  [method, path, version]: [method: string, path: string, version?: number],
  document: object,
  texts: string[],
): Promise<{ version: number; taken: Map<string, string> }> {
  const taken = new Map(textsOf(document).map((pointer, at) => [pointer, texts[at % texts.length] ?? '']));
  for (let offer = 1; ; offer += 1) {
    const { status, answer } = await send(desk, method, path, withTexts(document, taken), version);
    if (status < 300) return { version: answer.version ?? 0, taken };
    const refused = (answer.errors ?? []).map(({ pointer }) => pointer);
    if (refused.length === 0 || refused.some((pointer) => !taken.has(pointer)))
      throw new Error(`${method} ${path}: ${JSON.stringify(answer)}`);
    for (const pointer of refused) {
      const next = texts[(texts.indexOf(taken.get(pointer) ?? '') + 1) % texts.length] ?? '';
      if (offer < OFFERS) taken.set(pointer, next);
      else taken.delete(pointer);
    }
  }
}

const PLEDGE = { ...fullPledge, related: [{ pledge: 'another-pledge', relation: 'related' }] };

/** What is done to the pledge once its draft is there. Each act shows its note to somebody: readers, or the desk. */
const ACTS: [method: 'PUT' | 'POST', act: string, body: object][] = [
  ['POST', '/publish', { note: 'Why.' }],
  ['PUT', '', { ...PLEDGE, verdict: aVerdict({ id: 'broken' }) }],
  ['POST', '/publish', { note: 'Why.' }],
  ['PUT', '', { ...PLEDGE, verdict: aVerdict({ id: 'kept' }) }],
  ['POST', '/correct', { note: 'Why.' }],
  ['POST', '/dispute', { note: 'Why.' }],
  ['POST', '/settle', { note: 'Why.' }],
  ['POST', '/dispute', { note: 'Why.' }],
  ['PUT', '', { ...PLEDGE, due: '2026-09-30' }],
  ['POST', '/submit', {}],
  ['POST', '/return', { note: 'Why.' }],
];

const SUGGESTION = {
  kind: 'edit',
  text: 'It was later.',
  url: 'https://news.example/',
  contact: 'A reader',
};

/**
 * Founds `id` and publishes in it: a pledge with a history that is disputed and has a draft, another one, one that was
 * withdrawn and one that was merged. Two suggestions come in, and one is closed; somebody comments.
 */
async function publish(desk: Desk, id: string, texts: string[]): Promise<Hostile> {
  const tracker = await putThrough(
    desk,
    ['POST', '/desk/trackers'],
    { ...fullTracker, id, closedAt: null },
    texts,
  );
  const base = `/desk/trackers/${id}/pledges`;
  const others = ['another-pledge', 'withdrawn-pledge', 'merged-pledge'].map((slug) => anImportRow({ slug }));
  await putThrough(desk, ['POST', `/desk/trackers/${id}/import`], { pledges: others }, texts);
  await putThrough(desk, ['POST', `${base}/withdrawn-pledge/retract`, 1], { note: 'Why.' }, texts);
  const merged = { into: 'another-pledge', note: 'Why.' };
  await putThrough(desk, ['POST', `${base}/merged-pledge/merge`, 1], merged, texts);

  const pledge = await putThrough(desk, ['POST', base], { slug: 'the-pledge', ...PLEDGE }, texts);
  let { version } = pledge;
  for (const [method, act, body] of ACTS)
    ({ version } = await putThrough(desk, [method, `${base}/the-pledge${act}`, version], body, texts));
  const aliases = [`/an/old/path/of/${id}`];
  await putThrough(desk, ['POST', `${base}/the-pledge/rename`, version], { aliases }, texts);

  for (const _ of ['stays open', 'is closed'])
    await putThrough(desk, ['POST', `/trackers/${id}/pledges/the-pledge/suggestions`], SUGGESTION, texts);
  const { suggestions } = await ask<{ suggestions: { id: number }[] }>(desk, `/suggestions?tracker=${id}`);
  const closed = { state: 'declined', reason: 'Why.' };
  await putThrough(desk, ['PATCH', `/desk/suggestions/${suggestions[0]?.id}`], closed, texts);
  await putThrough(desk, ['POST', `${base}/the-pledge/comments`], { text: 'Why.' }, texts);
  return { id, texts, taken: new Map([...tracker.taken, ...pledge.taken]) };
}

/** One tracker for each list of texts, `name-0` and so on, all of it in KV. */
export async function publishEach(desk: Desk, lists: string[][], name: string): Promise<Hostile[]> {
  const published: Hostile[] = [];
  for (const [at, texts] of lists.entries()) published.push(await publish(desk, `${name}-${at}`, texts));
  await untilPublished(desk);
  return published;
}
