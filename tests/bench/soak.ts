// `npm run soak [minutes]`: readers at a steady rate while an editor publishes, on loopback, to see what drifts with
// time: errors, latency, memory, and how long a publication takes to be seen. It stops by itself.
import { loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { fill, PATHS, READS, SYNTHETIC_IDS, SYNTHETIC_SLUGS, SYNTHETIC_TRACKER } from './contents.ts';
import { heldHeap } from './heap.ts';
import { buildForProduction, startInstallation } from './installation.ts';
import { type Answer, type Kind, offer } from './open-loop.ts';
import { runtimeMegabytes } from './process-memory.ts';
import { publishOnce } from './publish-delay.ts';
import { quantile } from './statistics.ts';
import { printColumns } from './table.ts';

const MINUTES = 3;
const MOST_MINUTES = 30;
const SLICES = 12;
/** Everything around the held rate: building, filling, the ramp. */
const AROUND_MS = 4 * 60_000;

const RAMP = { from: 25, factor: 1.5, seconds: 4, steps: 13 };
/** A rate is steady while no queue grows: within a step, nine of ten answers come within this, and none is wrong. */
const STEADY_MS = 1000;
/** Other work on the machine may spoil a step: it gets a second and a third chance. */
const CHANCES = 3;
/** Of the highest steady rate, what is held: a machine that other work shares needs some room. */
const HELD_SHARE = 0.6;

const PUBLISH_EVERY_MS = 1000;
const BADGES_OF_AN_ARTICLE = 12;

/** Milliseconds until readers could see it; null where it failed, or was not seen in time. */
type Publication = { at: number; milliseconds: number | null };

const minutes = minutesAsked();
setTimeout(
  () => {
    console.error('The soak did not end in time.');
    process.exit(1);
  },
  minutes * 60_000 + AROUND_MS,
).unref();

console.log('Building, and filling the store …');
await buildForProduction();
const { miniflare, worker, desk } = await startInstallation(READS);
let isOver = false;
let editor: Promise<void> | undefined;
try {
  if (!['127.0.0.1', 'localhost'].includes(new URL(worker).hostname)) throw new Error('Only on loopback.');
  await fill(desk);
  const kinds = await readers();
  const publications: Publication[] = [];
  editor = edit(publications);
  const rate = await steadyRate(kinds);
  console.log(`Holding ${rate} requests/s for ${minutes} minutes, with a publication a second …`);
  const sliceSeconds = (minutes * 60) / SLICES;
  const load = loadavg()[0] ?? 0;
  const heapBefore = await heldHeap(miniflare);
  const memory: (number | null)[] = [runtimeMegabytes()];
  const watch = setInterval(() => memory.push(runtimeMegabytes()), sliceSeconds * 1000);
  const began = performance.now();
  const answers = await offer(worker, kinds, { rate, seconds: minutes * 60 });
  clearInterval(watch);
  isOver = true;
  await editor;
  const held = publications.map(({ at, milliseconds }) => ({ at: at - began, milliseconds }));
  printSlices(answers, held, memory, sliceSeconds * 1000);
  printKinds(kinds, answers);
  const wrong = [...answers.filter(isWrong), ...held.filter(({ milliseconds }) => milliseconds === null)];
  console.log(`${answers.length} requests, ${wrong.length} of them wrong. Publications: ${held.length}.`);
  const heapAfter = await heldHeap(miniflare);
  console.log(
    `Heap that the Worker and its Ledger hold: ${heapBefore.toFixed(1)} MB before, ${heapAfter.toFixed(1)} MB after.`,
  );
  console.log(`Load of the machine when it began (1 minute): ${load.toFixed(1)}.\n`);
  if (wrong.length > 0) process.exitCode = 1;
} finally {
  isOver = true;
  await editor;
  await miniflare.dispose();
}

function minutesAsked(): number {
  const [asked = String(MINUTES)] = parseArgs({ allowPositionals: true }).positionals;
  const minutes = Number(asked);
  if (!(minutes > 0 && minutes <= MOST_MINUTES))
    throw new Error(`Minutes: more than 0, at most ${MOST_MINUTES}.`);
  return minutes;
}

/** What readers ask for, in about the shares in which articles, pages and programs do. */
async function readers(): Promise<Kind[]> {
  const etag = (await fetch(worker + PATHS.pledge)).headers.get('etag') ?? '';
  const [tracker, slug] = [SYNTHETIC_TRACKER, () => some(SYNTHETIC_SLUGS)];
  const article = () => Array.from({ length: BADGES_OF_AN_ARTICLE }, () => some(SYNTHETIC_IDS)).join();
  return [
    {
      name: `${BADGES_OF_AN_ARTICLE} badges`,
      share: 35,
      status: 200,
      path: () => `/api/v1/badges?ids=${article()}`,
    },
    {
      name: "a pledge's JSON",
      share: 20,
      status: 200,
      path: () => `/api/v1/trackers/${tracker}/pledges/${slug()}`,
    },
    { name: 'its 304', share: 20, status: 304, path: () => PATHS.pledge, headers: { 'if-none-match': etag } },
    { name: 'a summary', share: 10, status: 200, path: () => `/api/v1/summaries/${tracker}` },
    { name: "a pledge's page", share: 8, status: 200, path: () => `/${tracker}/${slug()}` },
    { name: "the tracker's page", share: 2, status: 200, path: () => `/${tracker}` },
    {
      name: 'a miss',
      share: 5,
      status: 404,
      path: () => `/api/v1/trackers/${tracker}/pledges/none-${slug().slice(0, 100)}`,
    },
  ];
}

/** An editor who publishes one pledge after another until it is over. */
async function edit(publications: Publication[]): Promise<void> {
  for (let turn = 0; !isOver; turn += 1) {
    const at = performance.now();
    const slug = SYNTHETIC_SLUGS[turn % SYNTHETIC_SLUGS.length];
    const milliseconds = await publishOnce(desk, `/trackers/${SYNTHETIC_TRACKER}/pledges/${slug}`)
      .then(({ visible }) => visible)
      .catch((error) => {
        console.error(String(error));
        return null;
      });
    publications.push({ at, milliseconds });
    await pause(PUBLISH_EVERY_MS - (performance.now() - at));
  }
}

/** Climbs until the answers come late or wrong, and answers what is to be held. */
async function steadyRate(kinds: Kind[]): Promise<number> {
  let steady = 0;
  for (let step = 0; step < RAMP.steps; step += 1) {
    const rate = Math.round(RAMP.from * RAMP.factor ** step);
    if (!(await isSteady(kinds, rate))) break;
    steady = rate;
  }
  if (steady === 0) throw new Error(`Not even ${RAMP.from} requests a second are steady on this machine.`);
  return Math.round(steady * HELD_SHARE);
}

async function isSteady(kinds: Kind[], rate: number): Promise<boolean> {
  for (let chance = 0; chance < CHANCES; chance += 1) {
    const answers = await offer(worker, kinds, { rate, seconds: RAMP.seconds });
    const late = quantile(times(answers), 0.9);
    const wrong = answers.filter(isWrong).length;
    console.log(`  ${rate} requests/s: nine of ten within ${late.toFixed(1)} ms, ${wrong} wrong`);
    if (late <= STEADY_MS && wrong === 0) return true;
  }
  return false;
}

function printSlices(
  answers: Answer[],
  publications: Publication[],
  memory: (number | null)[],
  sliceMs: number,
): void {
  const rows = Array.from({ length: SLICES }, (_, slice) => {
    const isIn = (at: number) => Math.floor(at / sliceMs) === slice;
    const within = answers.filter(({ after }) => isIn(after));
    const seen = publications.flatMap(({ at, milliseconds }) =>
      isIn(at) && milliseconds !== null ? [milliseconds] : [],
    );
    const rss = memory[slice + 1] ?? memory.at(-1);
    return [
      `${((slice * sliceMs) / 1000).toFixed(0)} s`,
      (within.length / (sliceMs / 1000)).toFixed(0),
      String(within.filter(isWrong).length),
      ...latencies(times(within)),
      rss == null ? 'n/a' : rss.toFixed(0),
      String(seen.length),
      seen.length === 0 ? '' : `${quantile(seen, 0.5).toFixed(0)}, ${Math.max(...seen).toFixed(0)}`,
    ];
  });
  const published = ['published', 'seen after: p50, max'];
  printColumns([
    ['from', 'requests/s', 'wrong', 'p50 ms', 'p90', 'p99', 'max', 'RSS MB', ...published],
    ...rows,
  ]);
}

function printKinds(kinds: Kind[], answers: Answer[]): void {
  const rows = kinds.map((kind) => {
    const of = answers.filter((answer) => answer.kind === kind);
    const statuses = Map.groupBy(of, ({ status }) => status || 'none');
    return [
      kind.name,
      [...statuses].map(([status, { length }]) => `${status}: ${length}`).join(', '),
      ...latencies(times(of)),
    ];
  });
  printColumns([['kind', 'statuses', 'p50 ms', 'p90', 'p99', 'max'], ...rows]);
}

function isWrong({ kind, status }: Answer): boolean {
  return status !== kind.status;
}

function times(answers: Answer[]): number[] {
  return answers.map(({ milliseconds }) => milliseconds);
}

function latencies(milliseconds: number[]): string[] {
  return [0.5, 0.9, 0.99, 1].map((share) => quantile(milliseconds, share).toFixed(1));
}

function some<Value>(values: Value[]): Value {
  return values[Math.floor(Math.random() * values.length)] as Value;
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, Math.max(0, milliseconds)));
}
