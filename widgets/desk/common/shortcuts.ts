// Every key of the app, once: what it does, where, and what the list of shortcuts says of it. A screen says in its
// constructor what happens: `hear(this, { next: () => ... })`. A library such as tinykeys would match keys, which is the smallest
// part: that they rest in text fields, belong to a screen and can be switched off would still be ours.
import type { ReactiveControllerHost } from 'lit';
import type { shortcutWords } from '../words/keys-words.ts';
import { store, stored } from './browser-store.ts';

type Key = { keys: readonly string[]; place: keyof typeof shortcutWords.places };

/** `mod+` is Ctrl, or Cmd on a Mac; these work in text fields too. `g t` is two keys, one after the other. */
export const SHORTCUTS = {
  palette: { keys: ['mod+k'], place: 'everywhere' },
  list: { keys: ['?'], place: 'everywhere' },
  today: { keys: ['g t'], place: 'everywhere' },
  find: { keys: ['g f', '/'], place: 'everywhere' },
  inbox: { keys: ['g i'], place: 'everywhere' },
  suggestions: { keys: ['g s'], place: 'everywhere' },
  // Before what else these keys do on a list: of two that hear a key, the first here does it.
  read: { keys: ['e'], place: 'lists' },
  accept: { keys: ['a'], place: 'lists' },
  decline: { keys: ['d'], place: 'lists' },
  next: { keys: ['j'], place: 'lists' },
  previous: { keys: ['k'], place: 'lists' },
  open: { keys: ['Enter', 'o'], place: 'lists' },
  check: { keys: ['c'], place: 'lists' },
  select: { keys: ['x'], place: 'lists' },
  range: { keys: ['X'], place: 'lists' },
  assign: { keys: ['a'], place: 'lists' },
  snooze: { keys: ['z'], place: 'lists' },
  review: { keys: ['r'], place: 'lists' },
  nextPledge: { keys: ['n'], place: 'pledge' },
  previousPledge: { keys: ['p'], place: 'pledge' },
  discard: { keys: ['d'], place: 'pledge' },
  embed: { keys: ['e'], place: 'pledge' },
  source: { keys: ['1', '2', '3', '4', '5', '6', '7', '8', '9'], place: 'review' },
  nextSource: { keys: ['o'], place: 'review' },
  write: { keys: ['Enter'], place: 'review' },
  save: { keys: ['mod+s'], place: 'writing' },
  forward: { keys: ['mod+enter'], place: 'writing' },
  comment: { keys: ['m'], place: 'writing' },
  promise: { keys: ['1'], place: 'writing' },
  verdict: { keys: ['2'], place: 'writing' },
  evidence: { keys: ['3'], place: 'writing' },
  related: { keys: ['4'], place: 'writing' },
  responses: { keys: ['5'], place: 'writing' },
  timeline: { keys: ['6'], place: 'writing' },
} as const satisfies Record<string, Key>;

/** What a key does, by its name in the list above. */
export type Shortcut = keyof typeof SHORTCUTS;
/** Each is told which key it was: a few names have several. */
type Handlers = Partial<Record<Shortcut, (key: string) => unknown>>;

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

let comingIn = 0;
let typedAhead = '';

/** Keeps single keys from acting until something is there that they are typed into; resolves to what was typed meanwhile. */
export async function beforeKeys(coming: Promise<unknown>): Promise<string> {
  if (comingIn === 0) typedAhead = '';
  comingIn += 1;
  try {
    await coming;
    return typedAhead;
  } finally {
    comingIn -= 1;
  }
}

/** Hears keys for a host for as long as it is on the page. */
export function hear(host: ReactiveControllerHost, handlers: Handlers): void {
  host.addController({
    hostConnected: () => void heard.unshift(handlers),
    hostDisconnected: () => void heard.splice(heard.indexOf(handlers), 1),
  });
}

/** What a key would do at this place and moment. */
export function available(): { name: Shortcut; run: () => unknown }[] {
  return (Object.keys(SHORTCUTS) as Shortcut[]).flatMap((name) => {
    const run = heard.find((handlers) => handlers[name])?.[name];
    return run ? [{ name, run: () => run('') }] : [];
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
  // What lies behind a dialog hears nothing: a dialog has keys of its own.
  if (document.querySelector('dialog:modal') || (!isMod && isTextField(event.target))) return;
  if (!isMod && comingIn > 0) {
    if (event.key.length > 1) return;
    typedAhead += event.key;
    return event.preventDefault();
  }
  if (!isMod && !areSingleKeysOn()) return;
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
    if (!isRepeated || REPEATED.includes(name)) handler(key);
    return true;
  }
  return false;
}

/** Whether somebody types there. */
export function isTextField(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  const isButton =
    target instanceof HTMLInputElement && ['checkbox', 'radio', 'button'].includes(target.type);
  return target.isContentEditable || (target.matches('input, textarea, select') && !isButton);
}
