import { LoadError } from './load-error.ts';
import type { Localizer } from './localizer.ts';

/** All that loads when something more than a badge is to be shown. */
export type Views = typeof import('./views.ts');

/** The views, and what they say things with in a reader's language. */
export type Late = { views: Views; l10n: Localizer };

// Kept, because `import()` hands out even what is there in a task of its own, and printing waits for none.
let there: Views | undefined;

/**
 * Loads the views, and what they say things with in a reader's language. Rejects with `offline` where they cannot be had, or
 * are gone after a new deployment.
 */
export async function loadViews(language: string): Promise<Late> {
  try {
    // biome-ignore lint/suspicious/noAssignInExpressions: -- two statements are more of a script that every page loads
    const views = (there ??= await import('./views.ts'));
    return { views, l10n: await views.loadLocalizer(language) };
  } catch {
    throw new LoadError('offline');
  }
}
