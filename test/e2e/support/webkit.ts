import assert from 'node:assert/strict';
import { after, type TestContext } from 'node:test';
import { remote, type Browser } from 'webdriverio';
import { startWebKit } from '../../support/webkit-driver.mjs';
import { atEnd } from './at-end.ts';
import { eventually, patience } from './eventually.ts';
import { findInPage, type Tab, type Wanted } from './tab.ts';
import { Visitor } from './visitor.ts';

/** One driver for all tests of a file; each test gets a session of its own in it, one after the other. */
let driver: ReturnType<typeof startWebKit> | undefined;
after(async () => (await driver)?.end());

/** A reader in WebKitGTK, with a storage of their own. */
export interface WebKitReader extends Visitor {
  /** Presses what opens a window, does something there, and comes back once it is closed. */
  readonly inWindow: (press: () => Promise<void>, act: () => Promise<void>) => Promise<void>;
}

/** How WebDriver names an element. */
const elementKey = 'element-6066-11e4-a52e-4f735466cecf';
const [control, backspace] = ['\uE009', '\uE003'];

/** A reader for a test, who goes with it. There is one at a time. */
export async function webkitFor(test: TestContext): Promise<WebKitReader> {
  driver ??= startWebKit();
  const { port, capabilities } = await driver;
  const browser = await remote({ hostname: '127.0.0.1', port, path: '/', logLevel: 'silent', capabilities: { ...capabilities, acceptInsecureCerts: true } });
  atEnd(test, () => browser.deleteSession());
  await browser.setTimeouts(patience, patience, patience);
  return Object.assign(new Visitor(tabOf(browser)), {
    async inWindow(press: () => Promise<void>, act: () => Promise<void>) {
      const before = await browser.getWindowHandles();
      const here = await browser.getWindowHandle();
      await press();
      const opened = await eventually(async () => {
        const found = (await browser.getWindowHandles()).find((each) => !before.includes(each));
        assert.ok(found, 'no window was opened');
        return found;
      });
      await browser.switchToWindow(opened);
      await act();
      await eventually(async () => assert.ok(!(await browser.getWindowHandles()).includes(opened), 'the window is still there'));
      await browser.switchToWindow(here);
    },
  });
}

function tabOf(browser: Browser): Tab {
  async function found(wanted: Wanted, name: string): Promise<string> {
    const element = (await browser.executeScript(calling(findInPage), [wanted, name])) as Readonly<Record<string, string>> | null;
    const id = element?.[elementKey];
    if (id === undefined) throw new Error(`There is no ${wanted} "${name}".`);
    return id;
  }
  const pressKeys = (...actions: readonly object[]) => browser.performActions([{ type: 'key', id: 'keyboard', actions }]);
  const down = (value: string) => ({ type: 'keyDown', value });
  const up = (value: string) => ({ type: 'keyUp', value });
  const stroke = (value: string) => [down(value), up(value)];

  return {
    async goTo(url) {
      await browser.navigateTo(url);
    },
    async reload() {
      await browser.refresh();
    },
    async ask(f, ...args) {
      const { answer, failure } = (await browser.executeAsyncScript(answering(f), [...args])) as { readonly answer?: never; readonly failure?: string };
      if (failure !== undefined) throw new Error(failure);
      return answer as never;
    },
    async press(wanted, name) {
      await browser.elementClick(await found(wanted, name));
    },
    async write(wanted, name, text) {
      // The driver takes what WebKit itself draws in a field for something that covers it, and presses no field.
      await browser.executeScript('arguments[0].focus()', [{ [elementKey]: await found(wanted, name) }]);
      await pressKeys(down(control), ...stroke('a'), up(control), ...stroke(backspace));
      await pressKeys(...[...text].flatMap(stroke));
    },
  };
}

function calling(f: (...args: never) => unknown): string {
  return `return (${f.toString()}).apply(null, arguments)`;
}

/** The same for what may answer later. The driver waits for no promise. */
function answering(f: (...args: never) => unknown): string {
  return `const done = arguments[arguments.length - 1];
new Promise((resolve) => resolve((${f.toString()}).apply(null, [...arguments].slice(0, -1)))).then((answer) => done({ answer }), (failure) => done({ failure: String(failure) }));`;
}
