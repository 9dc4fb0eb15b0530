import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';
import type { BrowserConfigOptions, BrowserInstanceOption } from 'vitest/node';
import { CHROMIUM_FLAGS, chromiumPath } from './scripts/chromium.ts';
import * as engineCommands from './tests/engines/commands.ts';
import { systemBrowser } from './tests/engines/provider.ts';
import * as commands from './tests/widgets/commands.ts';
import { widgetsTestServer } from './tests/widgets/server.ts';

// The desk's key in every test. From here it reaches the Worker as a secret does.
process.env.ADMIN_TOKEN = 'pm_test_admin';

// A machine that is shared may starve a browser of its time. Where CI judges, a test has a second try, and the last
// lines of a run name each that needed it: none of them is left so. Anywhere else the first try counts.
const retry = process.env.CI ? 1 : 0;

// What the properties begin with: see CONTRIBUTING.md.
const seed = Number(process.env.SEED ?? 1);

// What no engine has a part in: words, days, the comparison of texts, and what is written down. One engine runs them.
const LOGIC = ['desk-*', 'calendar', 'drift', 'languages', 'manifest'].map((name) => `**/${name}.test.ts`);

// Each folder of tests runs where its code does: data in Node, the Worker in workerd, widgets in Chromium,
// and the whole path end to end on the production build.
export default defineConfig({
  test: {
    reporters: ['default', './tests/closing-line.ts'],
    // A log that only its end is kept of has a line for each file, and the tests of one that failed.
    ...(process.env.CI ? { slowTestThreshold: Number.POSITIVE_INFINITY } : {}),
    // What wrangler says when all is well.
    onConsoleLog: (log) => !/^\s*(?:\[wrangler:info\].*)?$/.test(log),
    projects: [
      { test: { name: 'data', include: ['tests/data/*.test.ts'], testTimeout: 60_000 } }, // for a busy machine, as below
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: { bindings: { PUBLIC_ORIGIN: 'https://pledges.example' } },
          }),
        ],
        // A key of KV may be written once a second, so the second publication in a test takes that long to arrive.
        test: {
          name: 'worker',
          retry,
          include: ['tests/worker/*.test.ts'],
          setupFiles: ['tests/worker/loaded.ts'],
          maxWorkers: 3, // of two cores: most of these tests wait for the second that KV wants between two writes
          testTimeout: 120_000, // for a machine that is busy with other things: no test is about time
          expect: { poll: { timeout: 60_000 } },
          provide: { seed },
        },
      },
      widgetsIn('widgets', commands, {
        browser: 'chromium',
        provider: playwright({ launchOptions: { executablePath: chromiumPath(), args: CHROMIUM_FLAGS } }),
      }),
      // Not in `npm test`: see CONTRIBUTING.md.
      widgetsIn('widgets-firefox', engineCommands, { browser: 'firefox', provider: systemBrowser() }, LOGIC),
      widgetsIn('widgets-webkit', engineCommands, { browser: 'webkit', provider: systemBrowser() }, LOGIC),
      onProductionBuild('e2e'),
      onProductionBuild('engines'),
      onProductionBuild('frameworks'),
      // The plugin in a real WordPress, with the production build behind it. Not in `npm test` either.
      onProductionBuild('wordpress', { globalSetup: 'tests/wordpress/global-setup.ts' }),
    ],
  },
});

type Instance = Required<Pick<BrowserInstanceOption, 'browser' | 'provider'>>;

// The tests of the elements, in one engine.
function widgetsIn(
  name: string,
  commands: BrowserConfigOptions['commands'],
  instance: Instance,
  exclude: string[] = [],
): TestProjectInlineConfiguration {
  return {
    plugins: [
      {
        name: 'widgets-test-server',
        configureServer: ({ middlewares }) => void middlewares.use(widgetsTestServer),
      },
    ],
    optimizeDeps: { include: ['axe-core', 'lit/html.js', 'zod/locales', 'zod/mini'] },
    test: {
      name,
      retry,
      include: ['tests/widgets/*.test.ts'],
      exclude,
      // One server answers all files, as each test tells it.
      fileParallelism: false,
      testTimeout: 60_000,
      expect: { poll: { timeout: 10_000 } },
      browser: {
        enabled: true,
        headless: true,
        commands: { ...commands },
        screenshotFailures: false,
        provider: instance.provider,
        instances: [{ browser: instance.browser }],
      },
    },
  };
}

// Tests on the production build.
function onProductionBuild(
  folder: string,
  more: TestProjectInlineConfiguration['test'] = {},
): TestProjectInlineConfiguration {
  return {
    test: {
      ...more,
      name: folder,
      retry,
      include: [`tests/${folder}/*.test.ts`],
      // Each file starts a Worker of its own; side by side they would starve each other of the machine. What they import is
      // loaded once for all: wrangler alone takes seconds.
      fileParallelism: false,
      isolate: false,
      sequence: { groupOrder: 1 }, // of one worker, after those that have several
      testTimeout: 120_000, // for a busy machine, as above
      hookTimeout: 180_000,
      expect: { poll: { timeout: 30_000 } },
      provide: { seed },
    },
  };
}
