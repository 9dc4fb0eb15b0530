// What the npm package says of itself. What it does is tried in tests/frameworks.
import { expect, test } from 'vitest';
import { bundleElements, bundleReact } from '../../scripts/npm-package/bundle.ts';
import { describePackage } from '../../scripts/npm-package/describe.ts';

const OWN = { version: '1.2.3', description: 'Verdicts', license: 'MIT' };

test('the package names the repository that npm compares with the workflow that publishes it', () => {
  const workflow = { GITHUB_SERVER_URL: 'https://github.com', GITHUB_REPOSITORY: 'paper/pledgemark' };
  expect(describePackage(OWN, workflow)).toMatchObject({
    name: 'pledgemark',
    version: '1.2.3',
    repository: { type: 'git', url: 'git+https://github.com/paper/pledgemark.git' },
    publishConfig: { provenance: true },
  });
  expect(describePackage(OWN, {})).not.toHaveProperty('repository');
  const own = { type: 'git', url: 'git+https://git.example/pledgemark.git' };
  expect(describePackage({ ...OWN, repository: own }, workflow)).toMatchObject({ repository: own });
});

test('no part of the package looks for its own address, and nothing of the elements is in the entry', async () => {
  const { files } = await bundleElements();
  const entry = files.find(({ path }) => path === 'index.js');
  expect(entry?.text.length).toBeLessThan(2000);
  expect(entry?.text).not.toContain('pledge-');
  expect(files.length).toBeGreaterThan(8);
  for (const { path, text } of files) expect(text, path).not.toMatch(/import\.meta|data-links/);
});

test('the React components are the manifest’s elements, and leave React to the application', async () => {
  const text = await bundleReact([
    {
      ...{ kind: 'class', name: 'PledgeNoteElement', tagName: 'pledge-note', description: '' },
      ...{ members: [], events: [], cssParts: [], cssProperties: [], cssStates: [] },
      attributes: [{ name: 'as-of' }, { name: 'pledge' }],
    },
  ]);
  expect(text).toMatch(/^'use client';\n/);
  expect(text).toMatch(/import \{.*\} from "react";/);
  expect(text).toMatch(
    /PledgeNote = component\("pledge-note", \{ asOf: "as-of" \}\)|PledgeNote = component\("pledge-note", \{ "asOf": "as-of" \}\)/,
  );
});
