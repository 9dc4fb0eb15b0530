type Policy = { createHTML(html: string): string };
// Not yet in TypeScript's own DOM library.
type PolicyFactory = { createPolicy(name: string, rules: Policy): Policy };

const { trustedTypes } = globalThis as { trustedTypes?: PolicyFactory };

/**
 * What the build (scripts/embed-plugins.ts) gives lit-html for its global object. lit-html makes its policy when it is
 * imported, under a name that the page's own Lit takes too, and where a page refuses that, the error is the page's. This one
 * has our name, and a refusal makes the first template throw, which embed.ts finds out.
 */
export const litGlobal = {
  trustedTypes: trustedTypes && {
    createPolicy(_: string, rules: Policy) {
      try {
        return trustedTypes.createPolicy('pledgemark', rules);
      } catch {
        // TypeError: the page's `trusted-types` list lacks the name, or a second copy of this script made it before.
        return null;
      }
    },
  },
};
