// What another language of the app has to say: all that English says, in the same places. Types alone, so that nobody loads it.

/** Each table of words and each function, by the name that its room imports. */
type English = typeof import('./acts-words.ts') &
  typeof import('./closing-words.ts') &
  typeof import('./fault-words.ts') &
  typeof import('./giving-words.ts') &
  typeof import('./import-words.ts') &
  typeof import('./inbox-words.ts') &
  typeof import('./keys-words.ts') &
  typeof import('./lists-words.ts') &
  typeof import('./people-words.ts') &
  typeof import('./publishing-words.ts') &
  typeof import('./review-words.ts') &
  typeof import('./running-words.ts') &
  typeof import('./settings-words.ts') &
  typeof import('./start-words.ts') &
  typeof import('./webhook-words.ts') &
  typeof import('./words.ts') &
  typeof import('./writing-words.ts');

/** The same with other texts: what is told to a sentence, and how many there are of something, stays. */
type Translated<T> = T extends string
  ? string
  : T extends number | boolean | null | undefined
    ? T
    : T extends (...args: infer Args) => infer Said
      ? (...args: Args) => Translated<Said>
      : { [Place in keyof T]: Translated<T[Place]> };

/** The words of the app in one language. */
export type DeskWords = Translated<English>;

/** A language's file, which does not compile here as long as it lacks a word. */
export type Whole<File extends DeskWords> = File;
