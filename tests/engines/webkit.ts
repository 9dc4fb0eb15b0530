// WebKitGTK's small browser by WebDriver, on a display of its own. Of the protocol seven commands are needed, which is
// less than the library for all of them would ask to be installed.

import { webKitPath } from '../../scripts/browsers.ts';
import { freePort } from '../free-port.ts';
import type { Media } from '../widgets/commands.ts';
import type { Engine } from './engine.ts';
import { endGroup, startGroup } from './process.ts';
import { type InputSource, W3cInput } from './w3c-input.ts';

const START_TIMEOUT_MS = 60_000;
/** Nothing that a test asks for may end earlier than the test itself. */
const COMMAND_TIMEOUT_MS = 600_000;

export class WebKit extends W3cInput implements Engine {
  #driver: ReturnType<typeof startGroup> | undefined;
  #origin = '';
  #session = '';

  async open(url: string): Promise<void> {
    if (!this.#session) await this.#start();
    await this.#send('POST', '/url', { url });
  }

  async evaluate(expression: string): Promise<unknown> {
    const script = `const done = arguments[0];
      (async () => (${expression}))().then((value) => done({ value }), (error) => done({ error: String(error) }))`;
    const { value, error } = (await this.#send('POST', '/execute/async', { script, args: [] })) as {
      value?: unknown;
      error?: string;
    };
    if (error !== undefined) throw new Error(error);
    return value ?? null;
  }

  // The window stays as large as it is: X gives the focus to the window that the pointer is in, which rests in the
  // middle of the screen, and the frame of a test has a size of its own.
  async resize(): Promise<void> {}

  override tap(): Promise<void> {
    throw new Error('WebKitGTK takes no finger by WebDriver.');
  }

  async emulateMedia(media: Media): Promise<void> {
    if (Object.values(media).some((value) => value !== null))
      throw new Error('WebKitGTK cannot emulate media by WebDriver.');
  }

  async close(): Promise<void> {
    if (this.#session) await this.#send('DELETE', '', undefined);
    if (this.#driver) endGroup(this.#driver);
  }

  protected override async perform(actions: InputSource[]): Promise<void> {
    await this.#send('POST', '/actions', { actions });
  }

  async #start(): Promise<void> {
    const port = await freePort();
    this.#origin = `http://127.0.0.1:${port}`;
    this.#driver = startGroup(
      'xvfb-run',
      [
        ...['--auto-servernum', '--server-args=-screen 0 1400x1100x24'],
        ...['dbus-run-session', '--', 'WebKitWebDriver', `--port=${port}`],
      ],
      // Its sandbox wants more than a container gives. It opens nothing here but the tests' own pages.
      { WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1', LIBGL_ALWAYS_SOFTWARE: '1' },
    );
    this.#driver.stderr?.resume(); // what it warns of is not for us
    await this.#untilItAnswers();
    const browserOptions = { binary: webKitPath(), args: ['--automation'] };
    const alwaysMatch = {
      browserName: 'MiniBrowser',
      'webkitgtk:browserOptions': browserOptions,
      timeouts: { script: COMMAND_TIMEOUT_MS, pageLoad: COMMAND_TIMEOUT_MS },
    };
    const { sessionId } = (await this.#request('POST', '/session', { capabilities: { alwaysMatch } })) as {
      sessionId: string;
    };
    this.#session = sessionId;
    await this.#send('POST', '/window/rect', { x: 0, y: 0, width: 1280, height: 1000 });
  }

  async #untilItAnswers(): Promise<void> {
    const end = Date.now() + START_TIMEOUT_MS;
    while (Date.now() < end) {
      const answers = await fetch(`${this.#origin}/status`).then(
        ({ ok }) => ok,
        () => false, // not listening yet
      );
      if (answers) return;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    throw new Error(`WebKitWebDriver did not answer within ${START_TIMEOUT_MS / 1000} s.`);
  }

  #send(method: string, path: string, body: object | undefined): Promise<unknown> {
    return this.#request(method, `/session/${this.#session}${path}`, body);
  }

  async #request(method: string, path: string, body: object | undefined): Promise<unknown> {
    const response = await fetch(this.#origin + path, {
      method,
      ...(body && { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const { value } = (await response.json()) as { value: unknown };
    if (response.ok) return value;
    const { error, message } = value as { error: string; message: string };
    throw new Error(`${error}: ${message}`);
  }
}
