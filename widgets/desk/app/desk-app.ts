// The shell: navigation, the screen of the address, and the line that says what happened.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import './account.ts';
import './light.ts';
import { outcomeStyles, sheet } from '../../styles.ts';
import type { Problem } from '../common/api.ts';
import { nameOf } from '../common/coming-from.ts';
import { counts } from '../common/counts.ts';
import type { DeskScreen } from '../common/desk-screen.ts';
import { loadPart, whyNotLoaded } from '../common/late-part.ts';
import { offer } from '../common/offers.ts';
import { pledges } from '../common/pledges.ts';
import { sentence } from '../common/problem.ts';
import { router } from '../common/router.ts';
import { session } from '../common/session.ts';
import { beforeKeys, hear, keyName } from '../common/shortcuts.ts';
import { type Said, status } from '../common/status.ts';
import { undoing } from '../common/undoing.ts';
import { numberText } from '../words/numbers.ts';
import { words } from '../words/words.ts';
import { type Count, SCREENS, type Screen, screenAt } from './screens.ts';
import { trackerLinks } from './tracker-links.ts';

/** How long a message stays for the eye. */
const MESSAGE_MILLISECONDS = 8000;

const LATE_PARTS = {
  'desk-palette': () => import('./palette.ts'),
  'desk-shortcut-list': () => import('./shortcut-list.ts'),
};

/** The form: for whoever is not known, or no longer. */
const loadSignIn = () => import('./sign-in.ts');

/** `<desk-app>`: all of the page. */
export class DeskAppElement extends LitElement {
  static override properties = {
    shown: { state: true },
    problem: { state: true },
    said: { state: true },
  };

  /** The screen of this address; null while it comes, or where the address names none. */
  declare shown: DeskScreen | null;
  declare problem: Problem | null;
  declare said: Said | null;
  #path = '';
  #hasArrived = false;
  #messageTimer = 0;

  constructor() {
    super();
    this.shown = null;
    this.problem = null;
    this.said = null;
    offer(this, () => undoing.offers());
    hear(this, {
      today: () => router.go('/desk'),
      find: () => router.go('/desk/find'),
      inbox: () => router.go('/desk/inbox'),
      suggestions: () => router.go(session.may('GET /suggestions') ? '/desk/suggestions' : '/desk/inbox'),
      palette: () => this.#open('desk-palette'),
      list: () => this.#open('desk-shortcut-list'),
    });
  }

  protected override createRenderRoot(): this {
    return this;
  }

  // What few need at once is loaded while there is nothing else to do, or when it is wanted before that.
  async #open(tag: keyof typeof LATE_PARTS): Promise<void> {
    // What is typed for the palette must not act on the screen below it, and is not lost.
    const typed = await loadPart(() =>
      beforeKeys(LATE_PARTS[tag]().then(() => this.querySelector(tag)?.updateComplete)),
    );
    if (typed !== null) this.querySelector(tag)?.open(typed);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.adoptedStyleSheets = [sheet(outcomeStyles)];
    router.start();
    router.addEventListener('arrive', () => void this.#arrive());
    session.addEventListener('change', () => this.#sessionChanged());
    counts.addEventListener('change', () => this.requestUpdate());
    pledges.addEventListener('change', () => this.requestUpdate());
    this.addEventListener('take-away', (event) => void takeAway((event as CustomEvent<string>).detail));
    status.addEventListener('say', (event) => this.#say((event as CustomEvent<Said>).detail));
    void this.#begin();
  }

  async #begin(): Promise<void> {
    this.problem = await session.begin();
  }

  #sessionChanged(): void {
    this.requestUpdate();
    this.shown?.requestUpdate();
    if (session.standing !== 'unknown' && !this.shown) void this.#arrive();
    if (session.standing === 'nobody' || session.standing === 'lapsed') void this.#loadForm();
  }

  async #loadForm(): Promise<void> {
    try {
      await loadSignIn();
    } catch {
      this.problem = await whyNotLoaded();
    }
  }

  async #arrive(): Promise<void> {
    const path = location.pathname;
    const place = screenAt(path);
    if (session.standing === 'unknown' || (session.standing === 'nobody' && !place?.screen.isForAll)) return;
    // Only its query changed: the same screen, which reads the query itself.
    if (this.shown && path === this.#path) {
      this.requestUpdate();
      return this.shown.requestUpdate();
    }
    this.#path = path;
    this.problem = null;
    this.shown = null;
    if (!place || !isOpen(place.screen)) return loadRest();
    try {
      await place.screen.load();
    } catch {
      const problem = await whyNotLoaded();
      if (path === this.#path) this.problem = problem;
      return;
    }
    if (path !== this.#path) return;
    const screen = document.createElement(place.screen.tag) as DeskScreen;
    screen.params = place.params;
    this.shown = screen;
    await this.updateComplete;
    await screen.updateComplete;
    // The first time, the browser's own start of the page is the right place.
    if (this.#hasArrived) {
      scrollTo(0, 0);
      screen.arrive();
    }
    this.#hasArrived = true;
    loadRest();
  }

  #say(said: Said): void {
    this.said = said;
    this.#fade();
  }

  // Not from under whoever is about to undo it.
  #fade(): void {
    clearTimeout(this.#messageTimer);
    this.#messageTimer = setTimeout(() => {
      if (this.querySelector('.status:is(:hover, :focus-within)')) this.#fade();
      else this.said = null;
    }, MESSAGE_MILLISECONDS);
  }

  #undo = (): void => {
    const { undo } = this.said ?? {};
    this.said = null;
    this.querySelector<HTMLElement>('h1')?.focus();
    undo?.();
  };

  protected override render(): TemplateResult {
    if (session.standing === 'unknown') return html`<main class="alone">${this.#waiting()}</main>`;
    if (session.standing === 'nobody')
      return screenAt(location.pathname)?.screen.isForAll
        ? html`<main class="alone"><p class="name">${words.shell.name}</p>${this.shown ?? this.#waiting()}</main>`
        : signInScreen(this.problem ? this.#waiting() : nothing);
    return html`<a class="skip" href="#main">${words.shell.skip}</a>
      <header class="side">
        <a class="name" href="/desk">${words.shell.name}</a>
        <button class="go" @click=${() => this.#open('desk-palette')}>
          ${words.shell.goTo} <kbd>${keyName('mod+k')}</kbd>
        </button>
        <nav aria-label=${words.shell.navigation}>${navigation('work')}${trackerLinks()}${navigation('run')}</nav>
        <desk-light></desk-light>
        <desk-account .me=${session.me} @shortcuts=${() => this.#open('desk-shortcut-list')}></desk-account>
      </header>
      <main id="main" tabindex="-1">${this.shown ?? this.#waiting()}</main>
      <div class="status">
        <p role="status">${this.said?.text}</p>
        ${this.said?.undo ? html`<button @click=${this.#undo}>${words.undo.undo}</button>` : nothing}
      </div>
      <desk-palette></desk-palette>
      <desk-shortcut-list></desk-shortcut-list>
      ${lapsed(this.problem ? this.#waiting() : nothing)}`;
  }

  protected override updated(): void {
    const dialog = this.querySelector<HTMLDialogElement>('dialog.lapsed');
    const isLapsed = session.standing === 'lapsed';
    if (dialog && isLapsed !== dialog.open) dialog[isLapsed ? 'showModal' : 'close']();
    if (session.standing === 'nobody' && !this.shown)
      document.title = words.shell.title(words.signIn.heading);
    else if (this.#isNowhere()) document.title = words.shell.title(words.shell.nothingHere);
  }

  // A reload without a network would leave the app for the browser's own page.
  #tryAgain = (): void => {
    if (this.problem?.slug === 'replaced') location.reload();
    this.problem = null;
    this.#path = '';
    if (session.standing === 'unknown') void this.#begin();
    if (session.standing === 'nobody' || session.standing === 'lapsed') void this.#loadForm();
    if (!this.shown) void this.#arrive();
  };

  #isNowhere(): boolean {
    const place = screenAt(location.pathname);
    return session.me !== null && !(place && isOpen(place.screen));
  }

  #waiting(): TemplateResult {
    if (this.problem)
      return html`<p class="problem" role="alert">${sentence(this.problem)}</p>
        <button @click=${this.#tryAgain}>${words.shell.again}</button>`;
    if (this.#isNowhere())
      return html`<h1 tabindex="-1">${words.shell.nothingHere}</h1>
        <p>${words.shell.nothingHereDetail} <a href="/desk">${words.shell.home}</a></p>`;
    return html`<p class="waiting">${words.shell.loading}</p>`;
  }
}

// Loaded when it is asked for: nobody waits for the acts before Today is there.
async function takeAway(key: string): Promise<void> {
  const acts = await loadPart(() => import('../acts/take-away.ts'));
  await acts?.takeAway(nameOf(key));
}

// What is not needed at first. The lists have asked for the trackers themselves; a screen of one pledge, or none, has not.
function loadRest(): void {
  whenIdle(() => {
    void Promise.allSettled([...Object.values(LATE_PARTS), loadSignIn].map((load) => load()));
    if (session.me && pledges.trackers.length === 0) void pledges.loadTrackers();
  });
}

// Safari has no such callback.
function whenIdle(act: () => void): void {
  if ('requestIdleCallback' in globalThis) requestIdleCallback(act);
  else setTimeout(act, 1000);
}

function isOpen({ needs }: Pick<Screen, 'needs'>): boolean {
  return needs === undefined || session.may(needs);
}

function navigation(group: 'work' | 'run'): TemplateResult | typeof nothing {
  const items = SCREENS.filter(({ nav, ...screen }) => nav?.group === group && isOpen({ ...screen, ...nav }));
  if (items.length === 0) return nothing;
  return html`${group === 'run' ? html`<h2>${words.shell.run}</h2>` : nothing}
    <ul>
      ${items.map(
        ({ path, nav }) =>
          html`<li>
            <a href=${path} aria-current=${path === location.pathname ? 'page' : nothing}>${nav?.label}${countView(nav?.count?.())}</a>
          </li>`,
      )}
    </ul>`;
}

function countView(count: Count | undefined): TemplateResult | typeof nothing {
  if (!count?.number) return nothing;
  return html` <span class="count">${numberText(count.number)}<span class="said"> ${count.of}</span></span>`;
}

function signInScreen(trouble: TemplateResult | typeof nothing): TemplateResult {
  return html`<main class="alone">
    <p class="name">${words.shell.name}</p>
    <h1>${words.signIn.heading}</h1>
    <p>${words.signIn.lead}</p>
    <desk-sign-in></desk-sign-in>
    ${trouble}
  </main>`;
}

// Over the screen, which stays as it is.
function lapsed(trouble: TemplateResult | typeof nothing): TemplateResult {
  return html`<dialog class="lapsed" aria-labelledby="lapsed-heading" @close=${() => session.putOff()}>
    <h2 id="lapsed-heading">${words.signIn.lapsed}</h2>
    <p>${words.signIn.lapsedDetail}</p>
    ${session.standing === 'lapsed' ? html`<desk-sign-in></desk-sign-in>${trouble}` : nothing}
    <form method="dialog"><button>${words.signIn.notNow}</button></form>
  </dialog>`;
}

customElements.define('desk-app', DeskAppElement);

declare global {
  interface HTMLElementTagNameMap {
    'desk-app': DeskAppElement;
  }
}
