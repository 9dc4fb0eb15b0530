// What each test of an element needs. Importing it clears the page after each test and fails a test that wrote an
// error to the console or let one go uncaught.
import { afterEach, beforeEach, expect, vi } from 'vitest';
import type { Script } from './server.ts';

const uncaught: unknown[] = [];
const note = (event: ErrorEvent | PromiseRejectionEvent) =>
  uncaught.push('reason' in event ? event.reason : event.message);
window.addEventListener('error', note);
window.addEventListener('unhandledrejection', note);

beforeEach(() => {
  uncaught.length = 0;
  vi.spyOn(console, 'error');
});

afterEach(async () => {
  expect(console.error).not.toHaveBeenCalled();
  expect(uncaught).toEqual([]);
  vi.restoreAllMocks();
  vi.useRealTimers();
  document.body.replaceChildren();
  document.body.removeAttribute('style');
  scrollTo(0, 0);
});

/** Tells the server what to answer from here on, and forgets the calls so far. */
export async function serve(script: Script): Promise<void> {
  await fetch('/test-server', { method: 'PUT', body: JSON.stringify(script) });
}

/** The calls since `serve`. */
export async function calls(): Promise<{ url: string; headers: Record<string, string> }[]> {
  return (await fetch('/test-server')).json();
}

/** Puts markup on the page and returns its first element of that tag. */
export function mount<Tag extends HTMLElement>(html: string): Tag {
  const box = document.createElement('div');
  box.innerHTML = html;
  document.body.append(box);
  return box.querySelector('pledge-badge, pledge-card, pledge-summary, pledge-list')!;
}

/** Asks again until the check holds, for as long as a machine may take that is busy with other things. */
export function eventually<Found>(check: () => Found | Promise<Found>): Promise<Found> {
  return vi.waitFor(check, { timeout: 20_000 });
}

/** Waits until the element shows what the server sent. */
export async function loaded<Tag extends Element>(element: Tag): Promise<Tag> {
  await eventually(() => expect(element.matches(':state(loaded)')).toBe(true));
  return element;
}

/** Waits until elements have rendered what changed. */
export function updated(): Promise<void> {
  return new Promise((done) => setTimeout(done));
}

/** Time enough for a call and an update that must not happen. */
export function quiet(): Promise<void> {
  return new Promise((done) => setTimeout(done, 250));
}

/** Lets whatever waits for a second or more wait no longer, until the test is over. */
export function hurry(): void {
  const { setTimeout: wait } = window;
  vi.spyOn(window, 'setTimeout').mockImplementation(((act: () => void, delay = 0, ...rest: []) =>
    wait(act, delay < 1000 ? delay : 0, ...rest)) as typeof setTimeout);
}

/** An element of the shadow root by its part. */
export function part(element: Element, name: string): HTMLElement | null {
  return element.shadowRoot!.querySelector(`[part="${name}"]`);
}

/** Opens `/host/{path}` in a frame in view, as wide as a phone; `sandbox` allows less. */
export async function openHost(
  path: string,
  width = 390,
  sandbox?: string,
): Promise<{ page: Document; window: Window; frame: HTMLIFrameElement }> {
  const frame = document.createElement('iframe');
  frame.width = String(width);
  frame.height = '600';
  if (sandbox) frame.setAttribute('sandbox', sandbox);
  frame.src = `/host/${path}`;
  await new Promise((ready) => {
    frame.addEventListener('load', ready);
    document.body.append(frame);
  });
  return { page: frame.contentDocument!, window: frame.contentWindow!, frame };
}

/** The script's tag, as publishers paste it. */
export const SCRIPT = '<script type="module" async src="/embed/v1.js"></script>';

type Factory = { createPolicy(name: string, rules: object): { createScriptURL(url: string): string } };

/** Adds the script to a page that had to be looked at without it. The page's own Trusted Types policy is `test`. */
export async function addScript(page: Document, src = '/embed/v1.js'): Promise<void> {
  const script = page.createElement('script');
  script.type = 'module';
  const { trustedTypes } = page.defaultView as Window & { trustedTypes?: Factory };
  const test = trustedTypes?.createPolicy('test', { createScriptURL: (url: string) => url });
  script.src = test?.createScriptURL(src) ?? src;
  page.body.append(script);
  await new Promise((done) => script.addEventListener('load', done));
}
