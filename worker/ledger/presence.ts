// Who has which pledge on their screen now. It is in no table: nobody should find out later who looked at what, and a Ledger
// that starts anew knows nobody until they say again that they are there.

/** How long somebody counts as there after they said so: two of the app’s calls may get lost. */
const PRESENT_MS = 50_000;

export class Presence {
  readonly #pledges = new Map<number, Map<string, number>>();
  #timer: ReturnType<typeof setTimeout> | null = null;

  /** Notes that somebody has a pledge on their screen, or has it no more, and answers who else has. */
  note(pledge: number, name: string, isHere: boolean): string[] {
    const people = this.#pledges.get(pledge) ?? new Map<string, number>();
    if (isHere) people.set(name, Date.now() + PRESENT_MS);
    else people.delete(name);
    this.#pledges.set(pledge, people);
    this.#forget();
    return [...people.keys()].filter((other) => other !== name).sort();
  }

  // The timer also keeps the Ledger in memory for as long as somebody is there: without one, the platform may drop it after
  // ten quiet seconds, and with it what is known here.
  #forget(): void {
    const now = Date.now();
    for (const [pledge, people] of this.#pledges) {
      for (const [name, until] of people) if (until <= now) people.delete(name);
      if (people.size === 0) this.#pledges.delete(pledge);
    }
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = this.#pledges.size === 0 ? null : setTimeout(() => this.#forget(), PRESENT_MS);
  }
}
