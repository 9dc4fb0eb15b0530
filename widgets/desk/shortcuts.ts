// Every key of the app, once: what it does, where, and what the list of shortcuts says of it. A screen says in its
// constructor what happens: `hear(this, { next: () => ... })`.
import type { ReactiveControllerHost } from 'lit';
import { store, stored } from './browser-store.ts';
import { words } from './words.ts';

type Key = { keys: readonly string[]; place: keyof typeof words.shortcuts.places; does: string };

const does = words.shortcuts.does;

/** `mod+` is Ctrl, or Cmd on a Mac; these work in text fields too. `g t` is two keys, one after the other. */
export const SHORTCUTS = {
  palette: { keys: ['mod+k'], place: 'everywhere', does: does.palette },
  list: { keys: ['?'], place: 'everywhere', does: does.list },
  today: { keys: ['g t'], place: 'everywhere', does: does.today },
  find: { keys: ['g f', '/'], place: 'everywhere', does: does.find },
  next: { keys: ['j'], place: 'lists', does: does.next },
  previous: { keys: ['k'], place: 'lists', does: does.previous },
  open: { keys: ['Enter', 'o'], place: 'lists', does: does.open },
  check: { keys: ['c'], place: 'lists', does: does.check },
  select: { keys: ['x'], place: 'lists', does: does.select },
  save: { keys: ['mod+s'], place: 'writing', does: does.save },
  forward: { keys: ['mod+enter'], place: 'writing', does: does.forward },
  promise: { keys: ['1'], place: 'writing', does: does.promise },
  verdict: { keys: ['2'], place: 'writing', does: does.verdict },
  evidence: { keys: ['3'], place: 'writing', does: does.evidence },
  related: { keys: ['4'], place: 'writing', does: does.related },
  responses: { keys: ['5'], place: 'writing', does: does.responses },
  timeline: { keys: ['6'], place: 'writing', does: does.timeline },
} as const satisfies Record<string, Key>;

/** What a key does, by its name in the list above. */
export type Shortcut = keyof typeof SHORTCUTS;
type Handlers = Partial<Record<Shortcut, () => unknown>>;

/** How long the second of two keys may take. */
const SEQUENCE_MILLISECONDS = 1500;
const OFF = 'desk-single-keys-off';

// A key that is held repeats. Steps may; an act on the next row or the next screen too is what nobody has meant.
const REPEATED: readonly Shortcut[] = ['next', 'previous'];

// The newest first: what a dialog or a screen does with a key comes before what the app does with it.
const heard: Handlers[] = [];
let pressed = '';
let pressedAt = 0;

// Where the browser keeps nothing, until the page goes.
let areOff = false;

/** Whether keys without Ctrl or Cmd do anything: who speaks to the computer must be able to turn them off. */
export function areSingleKeysOn(): boolean {
  return !areOff && stored(OFF) === null;
}

/** Turns them on or off, for good where the browser keeps it. */
export function turnSingleKeys(on: boolean): void {
  areOff = !on;
  store(OFF, on ? null : true);
}

/** Hears keys for a host for as long as it is on the page. */
export function hear(host: ReactiveControllerHost, handlers: Handlers): void {
  host.addController({
    hostConnected: () => void heard.unshift(handlers),
    hostDisconnected: () => void heard.splice(heard.indexOf(handlers), 1),
  });
}

/** What a key would do at this place and moment. */
export function available(): { name: Shortcut; does: string; run: () => unknown }[] {
  return (Object.keys(SHORTCUTS) as Shortcut[]).flatMap((name) => {
    const run = heard.find((handlers) => handlers[name])?.[name];
    return run ? [{ name, does: SHORTCUTS[name].does, run }] : [];
  });
}

const MOD = /Mac|iP/.test(navigator.platform) ? '⌘' : 'Ctrl ';

/** A key as it is printed on this computer's keyboard. */
export function keyName(key: string): string {
  return key.startsWith('mod+') ? MOD + key.slice('mod+'.length).toUpperCase() : key;
}

addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const isMod = event.ctrlKey || event.metaKey;
  if (!isMod && (!areSingleKeysOn() || isTyping(event) || document.querySelector('dialog:modal'))) return;
  const key = isMod ? `mod+${event.key.toLowerCase()}` : event.key;
  const sequence = event.timeStamp - pressedAt < SEQUENCE_MILLISECONDS ? `${pressed} ${key}` : key;
  pressed = key;
  pressedAt = event.timeStamp;
  // Enter on a link or a button is the link's or the button's own.
  if (key === 'Enter' && (event.target as Element).closest('a, button, summary')) return;
  if (run(sequence, event.repeat) || run(key, event.repeat)) event.preventDefault();
});

function run(key: string, isRepeated: boolean): boolean {
  for (const [name, { keys }] of Object.entries(SHORTCUTS) as [Shortcut, Key][]) {
    if (!keys.includes(key)) continue;
    const handler = heard.find((handlers) => handlers[name])?.[name];
    if (!handler) continue;
    pressed = '';
    if (!isRepeated || REPEATED.includes(name)) handler();
    return true;
  }
  return false;
}

function isTyping({ target }: Event): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isButton =
    target instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(target.type);
  return target.isContentEditable || (target.matches('input, textarea, select') && !isButton);
}
