/** What is taken over from the project's own package.json. */
type Own = { version: string; description: string; license: string; repository?: unknown };

const ENTRIES = ['react', 'vue', 'svelte', 'astro'] as const;

/**
 * The package.json of the npm package. Its `repository` is the project's own, or that of the workflow on GitHub that makes the
 * package: npm attests where a package came from (`provenance`) only if the two are the same.
 */
export function describePackage(own: Own, environment: Record<string, string | undefined>): object {
  const { GITHUB_SERVER_URL, GITHUB_REPOSITORY } = environment;
  const workflow = GITHUB_REPOSITORY && `git+${GITHUB_SERVER_URL}/${GITHUB_REPOSITORY}.git`;
  const repository = own.repository ?? (workflow && { type: 'git', url: workflow });
  return {
    name: 'pledgemark',
    version: own.version,
    description: own.description,
    keywords: [
      'fact-checking',
      'politics',
      'custom-elements',
      'web-components',
      'react',
      'vue',
      'svelte',
      'astro',
    ],
    license: own.license,
    ...(repository ? { repository } : {}),
    type: 'module',
    // To import the entry does nothing; its parts define elements, and a stylesheet is all effect.
    sideEffects: ['./parts/*.js', './react.js', '*.css'],
    main: './index.js',
    types: './index.d.ts',
    exports: {
      '.': entry('index'),
      ...Object.fromEntries(ENTRIES.map((name) => [`./${name}`, entry(name)])),
      './badge.css': './badge.css',
      './custom-elements.json': './custom-elements.json',
      './embed/*': './embed/*',
      './package.json': './package.json',
    },
    customElements: 'custom-elements.json',
    files: ['*.js', '*.d.ts', 'badge.css', 'custom-elements.json', 'embed', 'licences.txt', 'parts'],
    peerDependencies: { astro: '>=5', react: '>=19', svelte: '>=5', vue: '>=3.3' },
    peerDependenciesMeta: Object.fromEntries(ENTRIES.map((name) => [name, { optional: true }])),
    publishConfig: { access: 'public', provenance: true },
  };
}

const entry = (name: string) => ({ types: `./${name}.d.ts`, default: `./${name}.js` });
