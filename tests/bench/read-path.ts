// The read path alone: `node tests/bench/read-path.ts [ROUNDS]`. A machine's other work comes and goes in seconds, so the
// rounds are many and what is compared is asked in turn.
import { fill, PATHS, READS } from './contents.ts';
import { buildForProduction, startInstallation } from './installation.ts';
import { measureRates, type Target } from './load.ts';
import { printTable, ratioRow } from './table.ts';

const rounds = Number(process.argv[2] ?? 41);
await buildForProduction();
const { miniflare, worker, bare, desk } = await startInstallation(READS);
try {
  await fill(desk);
  const etag = (await fetch(worker + PATHS.pledge)).headers.get('etag') ?? '';
  const pledge: Target = { name: "a pledge's JSON", url: worker + PATHS.pledge, status: 200 };
  const fresh: Target = { ...pledge, name: 'its 304', status: 304, headers: { 'if-none-match': etag } };
  const open: Target = { name: 'bare read within the contract', url: bare.open, status: 200 };
  const openFresh: Target = { ...open, name: 'its 304', status: 304, headers: { 'if-none-match': etag } };
  const badges: Target = { name: '50 badges', url: worker + PATHS.badges, status: 200 };
  const bulk: Target = { name: 'bare bulk read', url: bare.badges, status: 200 };
  const rates = await measureRates([pledge, open, fresh, openFresh, badges, bulk], rounds);
  printTable([
    ratioRow(rates, pledge, open, 0.95),
    ratioRow(rates, fresh, openFresh, 0.95),
    ratioRow(rates, badges, bulk, 0.92),
  ]);
} finally {
  await miniflare.dispose();
}
