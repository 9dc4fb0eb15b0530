/**
 * What an isolate keeps of its own work, up to a number of characters of text: an isolate has 128 MB. When it is full,
 * what has not been asked for the longest is forgotten first.
 */
export class Remembered<Value> {
  // A Map holds its entries in the order in which they were set: here, in the order in which they were last asked for.
  readonly #entries = new Map<string, { value: Value; characters: number }>();
  readonly #mostCharacters: number;
  #characters = 0;

  constructor(mostCharacters: number) {
    this.#mostCharacters = mostCharacters;
  }

  get(name: string): Value | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    this.#entries.delete(name);
    this.#entries.set(name, entry);
    return entry.value;
  }

  /** Keeps a value that was made from, or is, so many characters. */
  keep(name: string, value: Value, characters: number): Value {
    this.#forget(name);
    for (const oldest of this.#entries.keys()) {
      if (this.#characters + characters <= this.#mostCharacters) break;
      this.#forget(oldest);
    }
    this.#entries.set(name, { value, characters });
    this.#characters += characters;
    return value;
  }

  #forget(name: string): void {
    this.#characters -= this.#entries.get(name)?.characters ?? 0;
    this.#entries.delete(name);
  }
}
