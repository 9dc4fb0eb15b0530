/**
 * What an isolate keeps of its own work, up to a number of characters of text: an isolate has 128 MB. When it is full
 * it begins anew; with the few large documents that an installation has, no order of forgetting would do better.
 */
export class Remembered<Value> {
  readonly #values = new Map<string, Value>();
  readonly #mostCharacters: number;
  #characters = 0;

  constructor(mostCharacters: number) {
    this.#mostCharacters = mostCharacters;
  }

  get(name: string): Value | undefined {
    return this.#values.get(name);
  }

  /** Keeps a value that was made from, or is, so many characters. */
  keep(name: string, value: Value, characters: number): Value {
    if (this.#characters + characters > this.#mostCharacters) {
      this.#values.clear();
      this.#characters = 0;
    }
    this.#values.set(name, value);
    this.#characters += characters;
    return value;
  }
}
