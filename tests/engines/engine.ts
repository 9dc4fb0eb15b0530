import type { Media } from '../widgets/commands.ts';

/** What the tests ask of a browser, whatever drives it. */
export interface Engine {
  /** Leads its one window to an address, and starts it if need be. */
  open(url: string): Promise<void>;
  /** What an expression of JavaScript comes to on the page; a promise is waited for. */
  evaluate(expression: string): Promise<unknown>;
  mouseTo(x: number, y: number): Promise<void>;
  /** Presses and releases a button of the mouse where it is, with a key held down if there is one. */
  mouseClick(button: 'left' | 'middle', key?: string): Promise<void>;
  /** Presses a key by its name, or several joined by `+`, the last of them while the others are held. */
  press(key: string): Promise<void>;
  /** Types a text, letter by letter. */
  type(text: string): Promise<void>;
  tap(x: number, y: number): Promise<void>;
  resize(width: number, height: number): Promise<void>;
  emulateMedia(media: Media): Promise<void>;
  close(): Promise<void>;
}
