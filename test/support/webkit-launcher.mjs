/**
 * Runs WebKitGTK under Web Test Runner: starts a virtual screen and WebKitWebDriver when the tests begin and ends both
 * with them, so that no wrapper has to stand around the command.
 */
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { findParts, startWebKit } from './webkit-driver.mjs';

/**
 * What is used of the launcher. Its class calls half of it private and has no way round.
 * @typedef {object} Launcher
 * @property {string} name
 * @property {{ port?: number }} options
 * @property {import('webdriverio').Browser} [driver]
 * @property {(config: object) => Promise<void>} initialize
 * @property {() => Promise<void>} stop
 * @property {(session: string, keys: readonly string[]) => Promise<void>} sendKeys
 */

/** WebDriver's code points for the keys that have a name. */
const NAMED_KEYS = /** @type {Record<string, string>} */ ({
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Escape: '\uE00C',
  Space: ' ', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011', ArrowLeft: '\uE012', ArrowUp: '\uE013',
  ArrowRight: '\uE014', ArrowDown: '\uE015', Delete: '\uE017', Meta: '\uE03D',
});

/** A Web Test Runner launcher for WebKitGTK. Throws when the machine lacks a part of it. */
export function webkitLauncher() {
  findParts();
  const launcher = /** @type {Launcher} */ (/** @type {unknown} */ (webdriverLauncher({ hostname: '127.0.0.1', path: '/', capabilities: {} })));
  /** @type {import('./webkit-driver.mjs').WebKitDriver | undefined} */
  let driver;
  const { initialize, stop } = launcher;
  launcher.initialize = async (config) => {
    driver = await startWebKit();
    Object.assign(launcher.options, { port: driver.port, capabilities: driver.capabilities });
    await initialize.call(launcher, config);
    launcher.name = 'WebKit';
  };
  launcher.stop = async () => {
    await stop.call(launcher);
    driver?.end();
  };
  launcher.sendKeys = (_session, keys) => pressOneByOne(launcher.driver, keys);
  return launcher;
}

/**
 * Presses one key after another. webdriverio's own `keys()` holds all of them down at once, and "Hello" arrives as "Helo".
 * @param {import('webdriverio').Browser | undefined} driver
 * @param {readonly string[]} keys
 */
async function pressOneByOne(driver, keys) {
  for (const key of keys) {
    const held = (key.length > 1 && key.includes('+') ? key.split('+') : [key]).map((name) => NAMED_KEYS[name] ?? name);
    const actions = [
      ...held.map((value) => ({ type: 'keyDown', value })),
      ...held.toReversed().map((value) => ({ type: 'keyUp', value })),
    ];
    await driver?.performActions([{ type: 'key', id: 'keyboard', actions }]);
  }
}

