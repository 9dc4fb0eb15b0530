// Firefox as the system ships it, by WebDriver BiDi, which it speaks by itself. Playwright asks ESR 153 for commands that
// it lacks, Selenium wants geckodriver, and Puppeteer would be 60 MB for what is below.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { firefoxPath } from '../../scripts/browsers.ts';
import type { Media } from '../widgets/commands.ts';
import type { Engine } from './engine.ts';
import { endGroup, startGroup } from './process.ts';
import { type InputSource, W3cInput } from './w3c-input.ts';

// What tests want besides what Firefox sets by itself when it is driven (`remote.prefs.recommended`): a light reader,
// scrollbars that take no room, as in the other engines, and no downloads of its own.
const PREFERENCES = {
  'layout.css.prefers-color-scheme.content-override': 1,
  'widget.gtk.overlay-scrollbars.enabled': true,
  'ui.useOverlayScrollbars': 1,
  'browser.shell.checkDefaultBrowser': false,
  'datareporting.policy.dataSubmissionEnabled': false,
  'media.gmp-manager.updateEnabled': false,
};

type Answer = {
  id?: number;
  type: 'success' | 'error' | 'event';
  result?: unknown;
  error?: string;
  message?: string;
};
type Evaluated = {
  type: 'success' | 'exception';
  result: { value?: string };
  exceptionDetails?: { text: string };
};
type Tree = { contexts: [{ context: string }] };

export class Firefox extends W3cInput implements Engine {
  #process: ReturnType<typeof startGroup> | undefined;
  #profile = '';
  #socket: WebSocket | undefined;
  #context = '';
  #sent = 0;
  readonly #waiting = new Map<number, PromiseWithResolvers<unknown>>();

  async open(url: string): Promise<void> {
    if (!this.#socket) await this.#start();
    await this.#send('browsingContext.navigate', { context: this.#context, url, wait: 'complete' });
    await this.#send('browsingContext.activate', { context: this.#context });
    // Otherwise the address bar has the focus: no focus events, no :focus-visible.
    await this.#inWindow('gBrowser.selectedBrowser.focus()');
  }

  async evaluate(expression: string): Promise<unknown> {
    const found = await this.#send<Evaluated>('script.evaluate', {
      // As text, so that what comes back is what was there, and not BiDi's account of it.
      expression: `(async () => JSON.stringify(await (${expression})) ?? 'null')()`,
      target: { context: this.#context },
      awaitPromise: true,
    });
    if (found.type === 'exception') throw new Error(found.exceptionDetails?.text);
    return JSON.parse(found.result.value ?? 'null');
  }

  async resize(width: number, height: number): Promise<void> {
    await this.#send('browsingContext.setViewport', { context: this.#context, viewport: { width, height } });
  }

  // BiDi has no command for media in this release; these are the fields that the browser's own tools set.
  async emulateMedia({ media, colorScheme, forcedColors }: Media): Promise<void> {
    const fields = {
      ...(media !== undefined && { mediumOverride: media ?? '' }),
      ...(colorScheme !== undefined && { prefersColorSchemeOverride: colorScheme ?? 'none' }),
      ...(forcedColors !== undefined && { forcedColorsOverride: forcedColors ?? 'none' }),
    };
    await this.#inWindow(
      `Object.assign(gBrowser.selectedBrowser.browsingContext, ${JSON.stringify(fields)}); 0`,
    );
  }

  async close(): Promise<void> {
    this.#socket?.close();
    if (!this.#process) return;
    const ended = new Promise((resolve) => this.#process?.once('exit', resolve));
    endGroup(this.#process);
    await ended;
    await rm(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }

  protected override async perform(actions: InputSource[]): Promise<void> {
    await this.#send('input.performActions', { context: this.#context, actions });
  }

  async #start(): Promise<void> {
    this.#profile = await mkdtemp(join(tmpdir(), 'pledgemark-firefox-'));
    const lines = Object.entries(PREFERENCES).map(
      ([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`,
    );
    await writeFile(join(this.#profile, 'user.js'), lines);
    this.#process = startGroup(firefoxPath(), [
      ...['--headless', '--no-remote', '--width=1280', '--height=900'],
      ...['--profile', this.#profile, '--remote-debugging-port=0', '--remote-allow-system-access'],
    ]);
    this.#socket = new WebSocket(`${await listening(this.#process)}/session`);
    this.#process.stderr?.resume(); // nobody reads on, and a pipe that is full would hold it up
    this.#socket.onmessage = ({ data }) => this.#answered(JSON.parse(data));
    await new Promise((resolve, reject) => {
      if (this.#socket) Object.assign(this.#socket, { onopen: resolve, onerror: reject });
    });
    // An installation of the tests may sign its certificate itself.
    await this.#send('session.new', { capabilities: { alwaysMatch: { acceptInsecureCerts: true } } });
    const { contexts } = await this.#send<Tree>('browsingContext.getTree', {});
    this.#context = contexts[0].context;
    await this.resize(1280, 900);
  }

  #send<Result>(method: string, params: object): Promise<Result> {
    this.#sent += 1;
    const waiting = Promise.withResolvers<unknown>();
    this.#waiting.set(this.#sent, waiting);
    this.#socket?.send(JSON.stringify({ id: this.#sent, method, params }));
    return waiting.promise as Promise<Result>;
  }

  #answered({ id = 0, type, result, error, message }: Answer): void {
    if (type === 'error') this.#waiting.get(id)?.reject(new Error(`${error}: ${message}`));
    else this.#waiting.get(id)?.resolve(result);
    this.#waiting.delete(id);
  }

  /** Runs an expression in the browser's own window, above the page (`--remote-allow-system-access`). */
  async #inWindow(expression: string): Promise<void> {
    const { contexts } = await this.#send<Tree>('browsingContext.getTree', { 'moz:scope': 'chrome' });
    const target = { context: contexts[0].context };
    await this.#send('script.evaluate', { expression, target, awaitPromise: false });
  }
}

async function listening({ stderr }: ReturnType<typeof startGroup>): Promise<string> {
  if (stderr)
    for await (const line of createInterface({ input: stderr })) {
      const address = /WebDriver BiDi listening on (ws:\S+)/.exec(line)?.[1];
      if (address) return address;
    }
  throw new Error('Firefox ended before it could be driven.');
}
