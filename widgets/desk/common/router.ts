// Where in the app somebody is: the address decides, through the History API, so that links are links and can be
// opened in a tab of their own. The Navigation API wants to know at once whether the browser's own Back is allowed; a guard saves
// what is unsaved first, which takes a request.

/** Says whether this place may be left now, for the path `to` of the app or for good; a screen with unsaved words asks first. */
type Guard = (to: string) => boolean | Promise<boolean>;

type Step = { index: number };

class Router extends EventTarget {
  /** Whether somebody came here by the browser's own buttons, back to where they were. */
  isReturn = false;
  #index = 0;
  #guards = new Set<Guard>();
  #at = '';
  /** Whether the browser goes back or on again because that was allowed. */
  #isAsked = false;

  /** Takes over links and the browser's own buttons. */
  start(): void {
    this.#index = (history.state as Step | null)?.index ?? 0;
    history.replaceState({ index: this.#index } satisfies Step, '');
    this.#at = here();
    addEventListener('popstate', ({ state }) => void this.#moved(state));
    document.addEventListener('click', (event) => this.#clicked(event));
  }

  /** Goes to an address of the app. */
  async go(href: string): Promise<void> {
    if (!(await this.mayLeave(new URL(href, location.href).pathname))) return;
    this.#index += 1;
    history.pushState({ index: this.#index } satisfies Step, '', href);
    this.#arrive();
  }

  /** Notes in the address what a screen shows, such as its filters; it is no step of its own. */
  note(href: string): void {
    history.replaceState({ index: this.#index } satisfies Step, '', href);
    this.#at = here();
  }

  /** Asks `guard` before this place is left; answers how to take it away again. */
  guard(guard: Guard): () => void {
    this.#guards.add(guard);
    return () => this.#guards.delete(guard);
  }

  /** Asks whether this place may be left: what is unsaved there is saved first. */
  async mayLeave(to = ''): Promise<boolean> {
    for (const guard of this.#guards) if (!(await guard(to))) return false;
    return true;
  }

  async #moved(state: Step | null): Promise<void> {
    // To a part of this page, as the skip link does, or our own going back below.
    if (here() === this.#at) {
      if (state === null) history.replaceState({ index: this.#index } satisfies Step, '');
      return;
    }
    const index = state?.index ?? 0;
    if (this.#guards.size === 0 || this.#isAsked) {
      this.#isAsked = false;
      this.#index = index;
      this.#arrive(true);
      return;
    }
    // The browser has moved already: back to the place in question, and on again if it may be left.
    const to = location.pathname;
    const step = index - this.#index;
    history.go(-step);
    await new Promise((moved) => addEventListener('popstate', moved, { once: true }));
    if (!(await this.mayLeave(to))) return;
    this.#isAsked = true;
    history.go(step);
  }

  #arrive(isReturn = false): void {
    this.isReturn = isReturn;
    // Another step of the same screen, which goes on guarding it.
    if (this.#at.split('?')[0] !== location.pathname) this.#guards.clear();
    this.#at = here();
    this.dispatchEvent(new Event('arrive'));
  }

  #clicked(event: MouseEvent): void {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = event.composedPath().find((node) => node instanceof HTMLAnchorElement);
    if (!link || link.target || link.hasAttribute('download') || link.origin !== location.origin) return;
    if (!isOfApp(link.pathname)) return;
    // To a part of this page: the browser does that.
    if (link.hash && link.pathname + link.search === here()) return;
    event.preventDefault();
    void this.go(link.href);
  }
}

function here(): string {
  return location.pathname + location.search;
}

function isOfApp(path: string): boolean {
  return path === '/desk' || path.startsWith('/desk/');
}

/** The named parts of `path` if it fits `pattern` (`/desk/pledges/:tracker/:slug`), else null. */
export function matched(pattern: string, path: string): Record<string, string> | null {
  const wanted = pattern.split('/');
  const given = path.replace(/(?<=.)\/$/, '').split('/');
  if (wanted.length !== given.length) return null;
  const params: Record<string, string> = {};
  for (const [at, part] of wanted.entries()) {
    const value = given[at] ?? '';
    if (part.startsWith(':')) params[part.slice(1)] = decoded(value);
    else if (part !== value) return null;
  }
  return params;
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

/** The one router of the page. */
export const router = new Router();
