// Start-up CPU, as `wrangler check startup` finds it: a small Worker imports the one in question at its first request,
// while workerd's own profiler runs. Each sample has a fresh workerd; the Worker and an empty one take turns.
import { Miniflare } from 'miniflare';
import { connect } from './inspector.ts';
import { builtModules, COMPATIBILITY, type Manifest, manifest } from './installation.ts';

const SAMPLES = 7;
const SAMPLING_INTERVAL_MICROSECONDS = 1000;

const IMPORTER = `export default {
  async fetch() {
    await import('./index.js');
    return new Response();
  },
};`;
const EMPTY = 'export default { fetch: () => new Response() };';

type Profile = {
  nodes: { id: number; callFrame: { functionName: string } }[];
  samples: number[];
  timeDeltas: number[];
};

/** CPU milliseconds from nothing to a Worker that could answer, one sample after another. */
export async function measureStartup(): Promise<{ built: number[]; empty: number[] }> {
  const built: number[] = [];
  const empty: number[] = [];
  const modules = await builtModules();
  for (let sample = 0; sample < SAMPLES; sample += 1) {
    built.push(await startupCpu(manifest({ 'main.js': IMPORTER, ...modules })));
    empty.push(await startupCpu(manifest({ 'main.js': IMPORTER, 'index.js': EMPTY })));
  }
  return { built, empty };
}

async function startupCpu(modules: Manifest): Promise<number> {
  const miniflare = new Miniflare({
    inspectorPort: 0,
    workers: [{ config: { name: 'startup', ...COMPATIBILITY, manifest: modules }, dev: {} }],
  });
  try {
    await miniflare.ready;
    const inspector = await connect(new URL('/core:user:startup', await miniflare.getInspectorURL()));
    await inspector.send('Profiler.enable');
    await inspector.send('Profiler.setSamplingInterval', { interval: SAMPLING_INTERVAL_MICROSECONDS });
    await inspector.send('Profiler.start');
    const response = await miniflare.dispatchFetch('https://pledges.example/');
    if (!response.ok) throw new Error(`The Worker does not start: ${await response.text()}`);
    const { profile } = await inspector.send<{ profile: Profile }>('Profiler.stop');
    inspector.close();
    return busyMilliseconds(profile);
  } finally {
    await miniflare.dispose();
  }
}

function busyMilliseconds({ nodes, samples, timeDeltas }: Profile): number {
  const idle = new Set(
    nodes.filter(({ callFrame }) => callFrame.functionName === '(idle)').map(({ id }) => id),
  );
  const busy = timeDeltas.filter((_, index) => !idle.has(samples[index] ?? 0));
  return busy.reduce((sum, microseconds) => sum + microseconds, 0) / 1000;
}
