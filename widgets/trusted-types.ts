// lit-html makes its Trusted Types policy when it is imported, under a name that a page's own Lit takes too,
// and a page that refuses it would get an uncaught error. The build (scripts/build.ts) therefore puts the policy
// made here in its place.

// Not yet in TypeScript's own DOM library.
type PolicyFactory = {
  createPolicy(
    name: string,
    rules: { createHTML(html: string): string },
  ): { createHTML(html: string): string };
};

const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };

function createPolicy() {
  try {
    return trustedTypes?.createPolicy('pledgemark', { createHTML: (html) => html });
  } catch {
    // TypeError: the page's `trusted-types` list lacks the name, or a second copy of this script made it before.
    return null;
  }
}

/** What templates pass through: undefined where the browser knows no Trusted Types, null where the page refused. */
export const policy = createPolicy();
