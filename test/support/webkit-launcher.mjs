/**
 * Runs WebKitGTK under Web Test Runner: starts a virtual screen and WebKitWebDriver when the tests begin and ends both
 * with them, so that no wrapper has to stand around the command.
 */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { webdriverLauncher } from '@web/test-runner-webdriver';
import { findWebKit } from '../../scripts/browsers.mjs';

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

const PATIENCE_MS = 30_000;

/** WebDriver's code points for the keys that have a name. */
const NAMED_KEYS = /** @type {Record<string, string>} */ ({
  Backspace: '\uE003', Tab: '\uE004', Enter: '\uE007', Shift: '\uE008', Control: '\uE009', Alt: '\uE00A', Escape: '\uE00C',
  Space: ' ', PageUp: '\uE00E', PageDown: '\uE00F', End: '\uE010', Home: '\uE011', ArrowLeft: '\uE012', ArrowUp: '\uE013',
  ArrowRight: '\uE014', ArrowDown: '\uE015', Delete: '\uE017', Meta: '\uE03D',
});

/** A Web Test Runner launcher for WebKitGTK. Throws when the machine lacks a part of it. */
export function webkitLauncher() {
  const found = findWebKit();
  if (found === null) throw new Error('WebKit needs WebKitWebDriver, MiniBrowser and Xvfb (Debian: webkit2gtk-driver, xvfb).');
  const { driver, browser, xvfb } = found;
  const launcher = /** @type {Launcher} */ (/** @type {unknown} */ (webdriverLauncher({
    hostname: '127.0.0.1',
    path: '/',
    capabilities: /** @type {WebdriverIO.Capabilities} */ ({
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    }),
  })));

  /** @type {import('node:child_process').ChildProcess[]} */
  const started = [];
  const endStarted = () => {
    for (const child of started.splice(0)) endGroup(child);
  };
  process.once('exit', endStarted);

  const { initialize, stop } = launcher;
  launcher.initialize = async (config) => {
    const display = await startScreen(xvfb, started);
    launcher.options.port = await startDriver(driver, display, started);
    await initialize.call(launcher, config);
    launcher.name = 'WebKit';
  };
  launcher.stop = async () => {
    await stop.call(launcher);
    endStarted();
  };
  launcher.sendKeys = (_session, keys) => pressOneByOne(launcher.driver, keys);
  return launcher;
}

/**
 * Starts Xvfb on a display number that it picks itself, and answers it. A number of our own could be taken.
 * @param {string} xvfb
 * @param {import('node:child_process').ChildProcess[]} started
 * @returns {Promise<string>}
 */
function startScreen(xvfb, started) {
  const child = spawn(xvfb, ['-displayfd', '3', '-screen', '0', '1280x900x24', '-nolisten', 'tcp'], {
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  started.push(child);
  return new Promise((resolve, reject) => {
    let number = '';
    child.once('error', reject);
    child.once('exit', (code) => { reject(new Error(`Xvfb ended with ${code} before it had a screen.`)); });
    child.stdio[3]?.on('data', (chunk) => {
      number += String(chunk);
      if (number.includes('\n')) resolve(`:${number.trim()}`);
    });
  });
}

/**
 * Starts WebKitWebDriver on a free port and waits until it answers.
 * @param {string} driver
 * @param {string} display
 * @param {import('node:child_process').ChildProcess[]} started
 * @returns {Promise<number>}
 */
async function startDriver(driver, display, started) {
  const port = await freePort();
  // Only the software renderer is forced: WEBKIT_DISABLE_DMABUF_RENDERER and its like make screenshots hang.
  const child = spawn(driver, [`--port=${port}`, '--host=127.0.0.1'], {
    detached: true,
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: display, LIBGL_ALWAYS_SOFTWARE: '1' },
  });
  started.push(child);
  let failure = /** @type {Error | null} */ (null);
  child.once('error', (error) => { failure = error; });
  child.once('exit', (code) => { failure ??= new Error(`WebKitWebDriver ended with ${code}.`); });
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    if (failure !== null) throw failure;
    if (await answers(`http://127.0.0.1:${port}/status`)) return port;
    if (Date.now() > deadline) throw new Error(`WebKitWebDriver did not answer within ${PATIENCE_MS / 1000} s.`);
    await new Promise((resolve) => { setTimeout(resolve, 50); });
  }
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

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject).listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => { resolve(typeof address === 'object' && address !== null ? address.port : 0); });
    });
  });
}

/** @param {string} url */
async function answers(url) {
  try {
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

/**
 * Ends a process and what it started: the driver leaves its browser behind when it alone is killed.
 * @param {import('node:child_process').ChildProcess} child
 */
function endGroup(child) {
  if (child.pid === undefined || child.exitCode !== null) return;
  try {
    process.kill(-child.pid, 'SIGTERM');
  } catch {
    // It has ended by itself in the meantime.
  }
}
