import { defineBrowserProvider } from '@vitest/browser';
import type { BrowserProviderOption } from 'vitest/node';
import type { Engine } from './engine.ts';
import { Firefox } from './firefox.ts';
import { WebKit } from './webkit.ts';

/** Vitest's browser mode in the Firefox and the WebKit of the system. */
export function systemBrowser(): BrowserProviderOption {
  return defineBrowserProvider({
    name: 'system',
    supportedBrowser: ['firefox', 'webkit'],
    providerFactory: (project) => {
      const engine: Engine = project.config.browser.name === 'webkit' ? new WebKit() : new Firefox();
      // What vitest asks of a provider by itself.
      const register = project.browser?.registerCommand.bind(project.browser) as
        | ((name: string, command: (context: unknown, ...args: never[]) => unknown) => void)
        | undefined;
      register?.('__vitest_viewport', (_, { width, height }: { width: number; height: number }) =>
        engine.resize(width, height),
      );
      register?.('__vitest_cleanup', () => {});
      return {
        name: 'system',
        supportsParallelism: false,
        getCommandsContext: () => ({ engine }),
        openPage: (_, url) => engine.open(url),
        close: () => engine.close(),
      };
    },
  });
}
