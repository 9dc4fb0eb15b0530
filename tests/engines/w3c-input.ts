// What a hand does, as WebDriver and WebDriver BiDi both take it: https://www.w3.org/TR/webdriver2/#actions

/** A device and what it does, tick by tick; the devices of one call share their ticks. */
export type InputSource = { type: string; id: string; parameters?: object; actions: object[] };

const CONTROL = '\uE009';
const META = '\uE03D';
const KEYS: Record<string, string> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Shift: '\uE008',
  Control: CONTROL,
  Alt: '\uE00A',
  Meta: META,
  ControlOrMeta: process.platform === 'darwin' ? META : CONTROL,
};
const BUTTONS = { left: 0, middle: 1 };
const PAUSE = { type: 'pause', duration: 0 };

const keyboard = (actions: object[]): InputSource => ({ type: 'key', id: 'keyboard', actions });
const pointer = (pointerType: 'mouse' | 'touch', actions: object[]): InputSource => ({
  type: 'pointer',
  id: pointerType,
  parameters: { pointerType },
  actions,
});
const keyDown = (key: string) => ({ type: 'keyDown', value: KEYS[key] ?? key });
const keyUp = (key: string) => ({ type: 'keyUp', value: KEYS[key] ?? key });
const moveTo = (x: number, y: number) => ({
  type: 'pointerMove',
  x: Math.round(x),
  y: Math.round(y),
  duration: 0,
});

/** Half of an engine: its hands, of which only the way that actions are sent is left open. */
export abstract class W3cInput {
  protected abstract perform(sources: InputSource[]): Promise<void>;

  mouseTo(x: number, y: number): Promise<void> {
    return this.perform([pointer('mouse', [moveTo(x, y)])]);
  }

  mouseClick(name: 'left' | 'middle', key?: string): Promise<void> {
    const button = BUTTONS[name];
    const click = [
      { type: 'pointerDown', button },
      { type: 'pointerUp', button },
    ];
    if (!key) return this.perform([pointer('mouse', click)]);
    return this.perform([
      keyboard([keyDown(key), PAUSE, PAUSE, keyUp(key)]),
      pointer('mouse', [PAUSE, ...click, PAUSE]),
    ]);
  }

  press(key: string): Promise<void> {
    const keys = key.split('+');
    return this.perform([keyboard([...keys.map(keyDown), ...keys.reverse().map(keyUp)])]);
  }

  type(text: string): Promise<void> {
    return this.perform([keyboard([...text].flatMap((letter) => [keyDown(letter), keyUp(letter)]))]);
  }

  tap(x: number, y: number): Promise<void> {
    const touch = [moveTo(x, y), { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }];
    return this.perform([pointer('touch', touch)]);
  }
}
