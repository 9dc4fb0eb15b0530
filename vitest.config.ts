import { cloudflareTest } from '@cloudflare/vitest-plugin';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { CHROMIUM_FLAGS, chromiumPath } from './scripts/chromium.ts';

// The desk's key in every test. From here it reaches the Worker as a secret does.
process.env.ADMIN_TOKEN = 'pm_test_admin';

// Each folder of tests runs where its code does: data in Node, the Worker in workerd, widgets in Chromium,
// and the whole path end to end on the production build.
export default defineConfig({
  test: {
    reporters: ['default', './tests/closing-line.ts'],
    projects: [
      { test: { name: 'data', include: ['tests/data/*.test.ts'] } },
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            miniflare: { bindings: { PUBLIC_ORIGIN: 'https://pledges.example' } },
          }),
        ],
        // A key of KV may be written once a second, so the second publication in a test takes that long to arrive.
        test: { name: 'worker', include: ['tests/worker/*.test.ts'], expect: { poll: { timeout: 10_000 } } },
      },
      {
        test: {
          name: 'widgets',
          include: ['tests/widgets/*.test.ts'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({ launchOptions: { executablePath: chromiumPath(), args: CHROMIUM_FLAGS } }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
      { test: { name: 'e2e', include: ['tests/e2e/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 } },
    ],
  },
});
