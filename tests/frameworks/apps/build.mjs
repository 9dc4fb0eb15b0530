// Builds the Vite applications, for browser and server: `node apps/build.mjs`. In development's mode their frameworks tell of
// what differs between the two; in production's they are as readers have them.
import { join } from 'node:path';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import react from '@vitejs/plugin-react';
import vue from '@vitejs/plugin-vue';
import { isCustomElement } from 'pledgemark/vue';
import { build } from 'vite';

const PLUGINS = {
  react: () => react(),
  vue: () => vue({ template: { compilerOptions: { isCustomElement } } }),
  svelte: () => svelte(),
};
const EXTENSION = { react: 'tsx', vue: 'ts', svelte: 'ts' };

for (const mode of ['production', 'development'])
  for (const [app, plugin] of Object.entries(PLUGINS)) {
    process.env.NODE_ENV = mode;
    const root = join(import.meta.dirname, app);
    const common = {
      root,
      mode,
      configFile: false,
      logLevel: 'warn',
      base: `/${app}-${mode}/`,
      plugins: [plugin()],
      define: { __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: 'true' },
    };
    const input = (part) => join(root, `${part}.${EXTENSION[app]}`);
    const outDir = (part) => join(import.meta.dirname, '../built', `${app}-${mode}`, part);
    const output = { entryFileNames: '[name].js' };
    await build({
      ...common,
      build: {
        outDir: outDir('client'),
        emptyOutDir: true,
        rollupOptions: { input: input('client'), output },
      },
    });
    await build({ ...common, build: { outDir: outDir('server'), emptyOutDir: true, ssr: input('server') } });
  }
