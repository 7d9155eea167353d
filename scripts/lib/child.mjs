/** Other programs: started, watched, and never left behind. */
import { spawn } from 'node:child_process';
import { delimiter, dirname } from 'node:path';
import { inRoot, ROOT } from './paths.mjs';
import { seconds } from './steps.mjs';

/**
 * @typedef {object} RunOptions
 * @property {NodeJS.ProcessEnv} [env] added to this process's own
 * @property {string} [cwd] the clone without it
 * @property {boolean} [live] print what it prints as it comes, instead of only keeping it
 * @property {number} [limitMs] end it after this long; it then answers with `timedOut`
 *
 * @typedef {object} Ended
 * @property {number} code the exit code, 1 when a signal ended it or it could not be started
 * @property {string} output what it printed, both streams as they came, the last 200,000 characters
 * @property {boolean} timedOut
 */

const KEPT_CHARACTERS = 200_000;

/** After how long without a word a live program is said to be running still. */
const SILENCE_MS = 15_000;

/** What is running now, so that a signal to us ends it too. */
const running = /** @type {Set<import('node:child_process').ChildProcess>} */ (new Set());

const PARENT_LOOK_MS = 500;
const SIGNALS = /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']);

/**
 * Runs a program to its end. It never rejects: whether the program could do its work is in the answer.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {RunOptions} [options]
 * @returns {Promise<Ended>}
 */
export function run(command, args, { env = {}, cwd = ROOT, live = false, limitMs } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own, so that ending it also ends the browsers and servers that it has started.
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    running.add(child);
    let output = '';
    let timedOut = false;
    const begun = performance.now();
    let spoke = begun;
    const silence = setInterval(() => {
      if (!live || performance.now() - spoke < SILENCE_MS) return;
      spoke = performance.now();
      console.log(`… ${seconds(begun)}`);
    }, SILENCE_MS / 10);
    const limit = limitMs === undefined ? undefined : setTimeout(() => {
      timedOut = true;
      endGroup(child, 'SIGKILL');
    }, limitMs);
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
        output = (output + text).slice(-KEPT_CHARACTERS);
        if (live) process.stdout.write(text);
        spoke = performance.now();
      });
    }
    const finish = (/** @type {number} */ code) => {
      clearTimeout(limit);
      clearInterval(silence);
      running.delete(child);
      resolve({ code, output, timedOut });
    };
    child.once('error', (error) => { output += `${error.message}\n`; finish(1); });
    child.once('close', (code) => { finish(code ?? 1); });
  });
}

/**
 * Ends everything that `run` has started when this process is told to end, then ends it too. The programs are in groups
 * of their own and would not hear a Ctrl-C otherwise.
 * @returns {() => void} lets somebody else hear it
 */
export function endChildrenWhenTold() {
  return whenToldToEnd(() => {
    for (const child of running) endGroup(child, 'SIGTERM');
    console.log('Stopped.');
    process.exit(130);
  });
}

/**
 * Calls back once when this process is told to end: by Ctrl-C, by `kill`, by a terminal that closes, or by npm being
 * killed, which takes the shell in between along and tells nobody below it.
 * @param {() => void} end
 * @returns {() => void} stops listening
 */
export function whenToldToEnd(end) {
  const parent = process.ppid;
  const watch = setInterval(() => { if (process.ppid !== parent) hear(); }, PARENT_LOOK_MS);
  watch.unref();
  const stop = () => {
    clearInterval(watch);
    for (const signal of SIGNALS) process.off(signal, hear);
    // What is told twice should not die of the second time before it has ended in order.
    for (const signal of SIGNALS) process.on(signal, ignore);
  };
  const hear = () => {
    stop();
    end();
  };
  for (const signal of SIGNALS) {
    process.off(signal, ignore);
    process.on(signal, hear);
  }
  return stop;
}

const ignore = () => {};

/**
 * @param {import('node:child_process').ChildProcess} child
 * @param {NodeJS.Signals} signal
 */
export function endGroup(child, signal) {
  if (child.pid === undefined) return;
  try {
    if (process.platform === 'win32') child.kill(signal);
    else process.kill(-child.pid, signal);
  } catch {
    // It has ended by itself in the meantime.
  }
}

/**
 * The environment in which the tools of the clone find one another and run on this Node.
 * @param {string} node
 * @returns {NodeJS.ProcessEnv}
 */
export function toolEnvironment(node) {
  return { PATH: [dirname(node), inRoot('node_modules', '.bin'), process.env.PATH ?? ''].join(delimiter) };
}

/**
 * The last lines of an output, for a report.
 * @param {string} output
 * @param {number} [count]
 */
export function lastLines(output, count = 40) {
  return output.trimEnd().split('\n').slice(-count).join('\n');
}
