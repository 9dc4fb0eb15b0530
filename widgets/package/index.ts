// The entry of the npm package. To import it does nothing, on a server or in a browser; `configure` defines the elements.
import { setOrigin } from './address.ts';

/** What an application says once. */
export type Settings = {
  /** The installation whose verdicts are shown, such as `https://pledges.example`: scheme, host and port, and no path. */
  origin: string;
  /**
   * Whether every link of the page that leads to a pledge gets a badge beside it, as by `data-links` on the script's tag. A
   * page that is hydrated says so after it: the badges are nodes that no framework has rendered.
   */
  links?: boolean;
};

let configured: string | undefined;
let hasLinks = false;

/**
 * Defines the elements, which ask the installation at `origin`; what is on the page by then and what comes later both work. Call
 * it where the code of the browser begins, before or after hydration. Their code is a part of its own, which the bundler splits
 * off, so it holds nothing up. On a server it does nothing. Once more with the same origin does no harm.
 *
 * Throws a TypeError where `origin` is none, on a server as well, and where the page has another one already.
 */
export function configure({ origin, links = false }: Settings): void {
  const checked = checkedOrigin(origin);
  if (typeof document === 'undefined') return;
  if (configured !== undefined && configured !== checked)
    throw new TypeError(
      `configure: origin is ${checked}, and this page has ${configured}: the elements of a page ask one installation`,
    );
  configured = checked;
  setOrigin(checked);
  const isFirst = links && !hasLinks;
  hasLinks ||= links;
  // A part that cannot be had leaves what is inside the tags as it is, and every link.
  define(isFirst ? checked : null).catch(() => {});
}

async function define(linksTo: string | null): Promise<void> {
  await import('../embed.ts');
  if (linksTo !== null) (await import('../plain-links.ts')).badgeLinks(linksTo);
}

function checkedOrigin(given: unknown): string {
  const url = typeof given === 'string' && URL.canParse(given) ? new URL(given) : null;
  // `https://pledges.example/` is the same place; a path, a query or a name would be left out in silence.
  if (url && /^https?:$/.test(url.protocol) && url.href === `${url.origin}/`) return url.origin;
  throw new TypeError(
    `configure: origin is ${JSON.stringify(given) ?? given}; it must be the address of an installation without a path, such as "https://pledges.example"`,
  );
}
