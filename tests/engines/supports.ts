// What an engine, or the protocol that drives it, cannot do, each with its reason: a test that needs it is skipped there
// and says why. A fault of the product is never listed here.
import type { TestContext } from 'vitest';
import { server } from 'vitest/browser';

export type Capability =
  | 'media emulation'
  | 'touch'
  | 'accessibility tree'
  | 'contrast through shadow roots'
  | 'places under zoom'
  | 'glue after boxes'
  | 'HTTP cache'
  | 'modules while parsing';

const LACKS: Record<string, Partial<Record<Capability, string>>> = {
  firefox: {
    'accessibility tree': 'WebDriver BiDi gives no accessibility tree',
    'contrast through shadow roots':
      'in Firefox elementsFromPoint of a shadow root ends at that root, so axe cannot tell the background',
  },
  webkit: {
    'media emulation': 'WebKitGTK emulates no media by WebDriver',
    touch: 'WebKitGTK takes no finger by WebDriver',
    'accessibility tree': 'WebDriver gives no accessibility tree',
    'places under zoom': 'WebKit gives the place of a box under CSS zoom in pixels of before the zoom',
    'glue after boxes':
      'WebKit ends a line between an inline block and a generated joiner, where white-space does not let it',
    'modules while parsing':
      'WebKit runs a module that it has in memory only at the end of a document that is still being written',
    'HTTP cache': 'WebKitGTK keeps no answer of fetch while it is driven',
  },
};

/** Why the engine that the test runs in cannot do that, or nothing. */
export function lacks(capability: Capability): string | undefined {
  return LACKS[server.browser]?.[capability];
}

/** Skips the rest of the test where its engine cannot do that. */
export function needs({ skip }: Pick<TestContext, 'skip'>, capability: Capability): void {
  const reason = lacks(capability);
  if (reason) skip(reason);
}
