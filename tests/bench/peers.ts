// What the badge is measured against: itself without a framework, and three elements of npm that do a comparable job in a
// line of text, one on the platform alone and two on Lit. Each as its own docs say to use it, bundled as ours is.
import { join } from 'node:path';
import { build } from 'esbuild';

const ICON = '<path d="M8 1a7 7 0 1 0 .1 0z"/>';

/**
 * An element to be measured. `drawn` is an expression about its shadow `root`, true once it has drawn all that it can
 * without data; `data` once it shows its data, where it has any.
 */
export type Peer = {
  name: string;
  tag: string;
  script: string;
  markup: (pledge: string, live: boolean) => string;
  drawn: string;
  data?: string;
};

/** The elements, of which the first is ours; `embed` is where its scripts are, `npm` where those of `bundlePeers` are. */
export function peers(embed: string, npm: string): Peer[] {
  const badge = {
    tag: 'pledge-badge',
    markup: (pledge: string, live: boolean) =>
      `<pledge-badge pledge="${pledge}" outcome="in-progress" as-of="2025-06-01"${live ? '' : ' live="off"'}><a href="/x">In progress</a></pledge-badge>`,
    drawn: "root.querySelector('path')",
    data: "root.querySelector('a')",
  };
  const icon = `<svg slot="icon" viewBox="0 0 16 16">${ICON}</svg>`;
  return [
    { ...badge, name: 'pledge-badge', script: `${embed}/v1.js` },
    { ...badge, name: 'no framework', script: `${embed}/framework-free.js` },
    {
      name: 'relative-time',
      tag: 'relative-time',
      script: `${npm}/relative-time.js`,
      markup: () => '<relative-time datetime="2025-06-01T12:00:00Z">1 June 2025</relative-time>',
      drawn: 'root.textContent.trim()',
    },
    {
      name: 'sp-badge (Lit)',
      tag: 'sp-badge',
      script: `${npm}/sp-badge.js`,
      markup: () => `<sp-badge size="s">${icon}<a href="/x">In progress</a></sp-badge>`,
      drawn: "root.querySelector('.label')",
    },
    {
      name: 'md-assist-chip (Lit)',
      tag: 'md-assist-chip',
      script: `${npm}/md-assist-chip.js`,
      markup: () => `<md-assist-chip label="In progress" href="/x">${icon}</md-assist-chip>`,
      drawn: "root.querySelector('a')",
    },
  ];
}

const MODULES = {
  'relative-time.js': '@github/relative-time-element/relative-time/define',
  'sp-badge.js': '@spectrum-web-components/badge/sp-badge.js',
  'md-assist-chip.js': '@material/web/chips/assist-chip.js',
};

/** The scripts of those from npm, by their names. */
export async function bundlePeers(): Promise<Map<string, Uint8Array>> {
  const { outputFiles } = await build({
    entryPoints: Object.entries(MODULES).map(([name, module]) => ({ in: module, out: name.slice(0, -3) })),
    outdir: '/',
    absWorkingDir: join(import.meta.dirname, '../..'),
    bundle: true,
    format: 'esm',
    target: 'es2022',
    minify: true,
    legalComments: 'none',
    write: false,
  });
  return new Map(outputFiles.map(({ path, contents }) => [path.slice(1), contents]));
}
