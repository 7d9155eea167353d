/** Starts what it takes to drive WebKitGTK without a screen. Used by Web Test Runner's launcher and by the tests from end to end. */
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { findWebKit } from '../../scripts/browsers.mjs';

const PATIENCE_MS = 30_000;

/**
 * A driver that answers on a port of this machine, for one session at a time.
 * @typedef {object} WebKitDriver
 * @property {number} port
 * @property {object} capabilities what a session is asked for with
 * @property {() => void} end ends the driver, its browser and its screen
 */

/**
 * Starts a virtual screen and WebKitWebDriver. Both end with this process at the latest.
 *
 * @throws Error when the machine lacks a part of it, or when one of them does not start
 * @returns {Promise<WebKitDriver>}
 */
export async function startWebKit() {
  const { driver, browser, xvfb } = findParts();
  /** @type {import('node:child_process').ChildProcess[]} */
  const started = [];
  const end = () => {
    for (const child of started.splice(0)) endGroup(child);
  };
  process.once('exit', end);
  try {
    const display = await startScreen(xvfb, started);
    const port = await startDriver(driver, display, started);
    const capabilities = {
      browserName: 'MiniBrowser',
      'wdio:enforceWebDriverClassic': true,
      'webkitgtk:browserOptions': { binary: browser, args: ['--automation'] },
    };
    return { port, capabilities, end };
  } catch (failed) {
    end();
    throw failed;
  }
}

/** Where the parts of it are. Throws when the machine lacks one. */
export function findParts() {
  const found = findWebKit();
  if (found === null) throw new Error('WebKit needs WebKitWebDriver, MiniBrowser and Xvfb (Debian: webkit2gtk-driver, xvfb).');
  return found;
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
