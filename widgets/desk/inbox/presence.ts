// Says to the desk that a pledge is on the screen, and learns who else has it on theirs: a small request every 20 s while
// somebody can see it, none while they cannot.
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import type { PledgeName } from '../common/api.ts';
import { keyOf } from '../common/pledges.ts';
import { inboxApi } from './inbox-api.ts';

const EVERY_MS = 20_000;

/** From one screen of a pledge to another nobody has left it. */
const LEFT_AFTER_MS = 500;

const onScreen = new Set<Presence>();

export class Presence implements ReactiveController {
  /** Who else is there. */
  people: readonly string[] = [];
  readonly #host: ReactiveControllerHost;
  readonly #name: () => PledgeName;
  #timer = 0;
  /** The pledge that the desk knows of. */
  #said: PledgeName | null = null;

  constructor(host: ReactiveControllerHost, name: () => PledgeName) {
    this.#host = host;
    this.#name = name;
    host.addController(this);
  }

  hostConnected(): void {
    onScreen.add(this);
    document.addEventListener('visibilitychange', this.#seen);
    addEventListener('pagehide', this.#leave);
  }

  /** Begins with a pledge, or goes on with another. */
  begin(): void {
    this.people = [];
    this.#seen();
  }

  hostDisconnected(): void {
    onScreen.delete(this);
    document.removeEventListener('visibilitychange', this.#seen);
    removeEventListener('pagehide', this.#leave);
    clearTimeout(this.#timer);
    setTimeout(() => {
      if (![...onScreen].some((other) => isSame(other.#name(), this.#said))) this.#leave();
    }, LEFT_AFTER_MS);
  }

  #seen = (): void => {
    if (document.hidden) this.#leave();
    else void this.#say();
  };

  async #say(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#say(), EVERY_MS);
    const name = this.#name();
    if (this.#said && !isSame(name, this.#said)) void inboxApi.present(this.#said, false);
    this.#said = name;
    const answer = await inboxApi.present(name, true);
    // What was asked before somebody left is no news any more.
    if (!isSame(name, this.#said)) return;
    this.people = answer?.people ?? [];
    this.#host.requestUpdate();
  }

  #leave = (): void => {
    clearTimeout(this.#timer);
    if (this.#said) void inboxApi.present(this.#said, false);
    this.#said = null;
  };
}

function isSame(one: PledgeName, other: PledgeName | null): boolean {
  return other !== null && keyOf(one) === keyOf(other);
}
