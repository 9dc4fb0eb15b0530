// The shell: navigation, the screen of the address, and the line that says what happened.
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import './account.ts';
import './palette.ts';
import './shortcut-list.ts';
import './sign-in.ts';
import { outcomeStyles, sheet } from '../styles.ts';
import type { Problem } from './api.ts';
import type { DeskScreen } from './desk-screen.ts';
import { offer } from './offers.ts';
import { sentence } from './problem.ts';
import { router } from './router.ts';
import { SCREENS, type Screen, screenAt } from './screens.ts';
import { session } from './session.ts';
import { hear } from './shortcuts.ts';
import { type Said, status } from './status.ts';
import { undoing } from './undoing.ts';
import { words } from './words.ts';

/** How long a message stays for the eye. */
const MESSAGE_MILLISECONDS = 8000;

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
      palette: () => this.querySelector('desk-palette')?.open(),
      list: () => this.querySelector('desk-shortcut-list')?.open(),
    });
  }

  protected override createRenderRoot(): this {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    document.adoptedStyleSheets = [sheet(outcomeStyles)];
    router.start();
    router.addEventListener('arrive', () => void this.#arrive());
    session.addEventListener('change', () => this.#sessionChanged());
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
  }

  async #arrive(): Promise<void> {
    const path = location.pathname;
    const place = screenAt(path);
    if (session.standing === 'unknown' || (session.standing === 'nobody' && !place?.screen.isForAll)) return;
    // Only its query changed: the same screen, which reads the query itself.
    if (this.shown && path === this.#path) return this.shown.requestUpdate();
    this.#path = path;
    this.problem = null;
    this.shown = null;
    if (!place || !isOpen(place.screen)) return;
    try {
      await place.screen.load();
    } catch {
      // The network is away, or a new version of the app has replaced the part: the problem offers both a way on.
      this.problem = { slug: 'offline', title: '', status: 0 };
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
        : signInScreen();
    return html`<a class="skip" href="#main">${words.shell.skip}</a>
      <header class="side">
        <a class="name" href="/desk">${words.shell.name}</a>
        <desk-palette></desk-palette>
        <nav aria-label=${words.shell.navigation}>${navigation('work')}${navigation('run')}</nav>
        <desk-account .me=${session.me}></desk-account>
      </header>
      <main id="main" tabindex="-1">${this.shown ?? this.#waiting()}</main>
      <div class="status">
        <p role="status">${this.said?.text}</p>
        ${this.said?.undo ? html`<button @click=${this.#undo}>${words.undo.undo}</button>` : nothing}
      </div>
      <desk-shortcut-list></desk-shortcut-list>
      ${lapsed()}`;
  }

  protected override updated(): void {
    const dialog = this.querySelector<HTMLDialogElement>('dialog.lapsed');
    const isLapsed = session.standing === 'lapsed';
    if (dialog && isLapsed !== dialog.open) dialog[isLapsed ? 'showModal' : 'close']();
    if (session.standing === 'nobody' && !this.shown)
      document.title = words.shell.title(words.signIn.heading);
    else if (this.#isNowhere()) document.title = words.shell.title(words.shell.nothingHere);
  }

  #isNowhere(): boolean {
    const place = screenAt(location.pathname);
    return session.me !== null && !(place && isOpen(place.screen));
  }

  #waiting(): TemplateResult {
    if (this.problem)
      return html`<p class="problem" role="alert">${sentence(this.problem)}</p>
        <button @click=${() => location.reload()}>${words.shell.again}</button>`;
    if (this.#isNowhere())
      return html`<h1 tabindex="-1">${words.shell.nothingHere}</h1>
        <p>${words.shell.nothingHereDetail} <a href="/desk">${words.shell.home}</a></p>`;
    return html`<p class="waiting">${words.shell.loading}</p>`;
  }
}

function isOpen({ needs }: Screen): boolean {
  return needs === undefined || session.may(needs);
}

function navigation(group: 'work' | 'run'): TemplateResult | typeof nothing {
  const items = SCREENS.filter((screen) => screen.nav?.group === group && isOpen(screen));
  if (items.length === 0) return nothing;
  return html`${group === 'run' ? html`<h2>${words.shell.run}</h2>` : nothing}
    <ul>
      ${items.map(
        ({ path, nav }) =>
          html`<li>
            <a href=${path} aria-current=${path === location.pathname ? 'page' : nothing}>${nav?.label}</a>
          </li>`,
      )}
    </ul>`;
}

function signInScreen(): TemplateResult {
  return html`<main class="alone">
    <p class="name">${words.shell.name}</p>
    <h1>${words.signIn.heading}</h1>
    <p>${words.signIn.lead}</p>
    <desk-sign-in></desk-sign-in>
  </main>`;
}

// Over the screen, which stays as it is.
function lapsed(): TemplateResult {
  return html`<dialog class="lapsed" aria-labelledby="lapsed-heading" @close=${() => session.putOff()}>
    <h2 id="lapsed-heading">${words.signIn.lapsed}</h2>
    <p>${words.signIn.lapsedDetail}</p>
    ${session.standing === 'lapsed' ? html`<desk-sign-in></desk-sign-in>` : nothing}
    <form method="dialog"><button>${words.signIn.notNow}</button></form>
  </dialog>`;
}

customElements.define('desk-app', DeskAppElement);

declare global {
  interface HTMLElementTagNameMap {
    'desk-app': DeskAppElement;
  }
}
