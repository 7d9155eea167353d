/**
 * Where the browsers of this machine are. `CHROMIUM`, `FIREFOX`, `WEBKIT_DRIVER` and `XVFB` name an executable and win.
 * Used by the browser tests and by `npm test`, and plain JavaScript because the latter runs before anything is installed.
 */
import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The engines the component is tested in, in the order in which they run. */
export const ENGINES = /** @type {const} */ (['chromium', 'firefox', 'webkit']);

/**
 * The first of these commands that is on the `PATH`, with its path, or `null`.
 * @param {...string} names
 * @returns {string | null}
 */
export function findCommand(...names) {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '');
  for (const name of names) {
    for (const folder of folders) {
      const path = join(folder, name);
      if (isExecutable(path)) return path;
    }
  }
  return null;
}

/** @returns {string | null} */
export function findChromium() {
  return chosen('CHROMIUM') ?? findCommand('chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable')
    ?? firstExisting([
      '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
      '/Applications/Chromium.app/Contents/MacOS/Chromium',
      'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    ]);
}

/** @returns {string | null} */
export function findFirefox() {
  return chosen('FIREFOX') ?? findCommand('firefox-esr', 'firefox')
    ?? firstExisting(['/Applications/Firefox.app/Contents/MacOS/firefox', 'C:\\Program Files\\Mozilla Firefox\\firefox.exe']);
}

/**
 * What it takes to run WebKitGTK without a screen, or `null` when a part of it is absent.
 * @returns {{ driver: string, browser: string, xvfb: string } | null}
 */
export function findWebKit() {
  const driver = chosen('WEBKIT_DRIVER') ?? findCommand('WebKitWebDriver');
  const xvfb = chosen('XVFB') ?? findCommand('Xvfb');
  const browser = findMiniBrowser();
  return driver !== null && xvfb !== null && browser !== null ? { driver, browser, xvfb } : null;
}

/**
 * Whether this engine can be started here.
 * @param {typeof ENGINES[number]} engine
 */
export function hasEngine(engine) {
  return { chromium: findChromium, firefox: findFirefox, webkit: findWebKit }[engine]() !== null;
}

/** Debian keeps WebKitGTK's own small browser in a folder named for the machine and the version. */
function findMiniBrowser() {
  for (const root of ['/usr/lib', '/usr/libexec']) {
    const folders = [root, ...readFolder(root).map((name) => join(root, name))];
    for (const folder of folders) {
      for (const version of ['webkit2gtk-4.1', 'webkit2gtk-4.0', 'webkitgtk-6.0']) {
        const path = join(folder, version, 'MiniBrowser');
        if (isExecutable(path)) return path;
      }
    }
  }
  return null;
}

/** @param {string} variable */
function chosen(variable) {
  const path = process.env[variable];
  if (path === undefined || path === '') return null;
  if (!isExecutable(path)) throw new Error(`${variable} names ${path}, which cannot be run.`);
  return path;
}

/** @param {readonly string[]} paths */
function firstExisting(paths) {
  return paths.find((path) => existsSync(path)) ?? null;
}

/** @param {string} folder */
function readFolder(folder) {
  try {
    return readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  } catch {
    return [];
  }
}

/** @param {string} path */
function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
