// One WordPress and one installation for all files of the tests: to install and to start them takes longer than any test.
import type { TestProject } from 'vitest/node';
import type { Desk } from '../../scripts/desk-client.ts';
import { startInstallation } from '../e2e/installation.ts';
import { startSecured } from './secured.ts';
import { type Site, startSite } from './site.ts';

declare module 'vitest' {
  interface ProvidedContext {
    site: Site;
    /** Where a publisher knows it, and where its desk is asked. */
    installation: { origin: string; desk: Desk };
  }
}

export async function setup(project: TestProject): Promise<() => Promise<void>> {
  const secured = await startSecured();
  const [site, installation] = await Promise.all([
    startSite(),
    startInstallation({ publicOrigin: secured.origin }),
  ]);
  await installation.browser.close(); // each file has its own
  secured.lead(installation.desk.origin);
  const { close, ...provided } = site;
  project.provide('site', provided);
  project.provide('installation', { origin: secured.origin, desk: installation.desk });
  return async () => {
    await close();
    secured.close();
    await installation.close();
  };
}
