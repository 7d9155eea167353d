/**
 * One process at a time installs and builds in a clone. The lock is a file with the holder's process id; a holder that
 * died is noticed by its id, one whose id was given to another process by the file's age, since a living holder touches it.
 */
import { readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { codeOf, refusal } from './folders.mjs';
import { Problem } from './problem.mjs';

const TOUCH_MS = 2000;
const STALE_MS = 30_000;
const LOOK_MS = 200;

/**
 * Does the work while nobody else in this clone does any under this lock, and waits for its turn before.
 * @template T
 * @param {string} file
 * @param {() => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withLock(file, work) {
  let told = false;
  while (!take(file)) {
    if (!told) console.log('Another command is preparing this clone; waiting for it …');
    told = true;
    await new Promise((resolve) => { setTimeout(resolve, LOOK_MS); });
  }
  const release = () => { if (holder(file) === process.pid) rmSync(file, { force: true }); };
  process.once('exit', release);
  const touching = setInterval(() => {
    const now = new Date();
    try {
      utimesSync(file, now, now);
    } catch {
      // Somebody removed the file by hand. The work itself is safe without it.
    }
  }, TOUCH_MS);
  try {
    return await work();
  } finally {
    clearInterval(touching);
    process.off('exit', release);
    release();
  }
}

/** @param {string} file */
function take(file) {
  try {
    writeFileSync(file, String(process.pid), { flag: 'wx' });
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw new Problem(`Cannot write ${file}: ${refusal(error) ?? String(error)}.`, { cause: error });
  }
  if (isStale(file)) putAside(file);
  return false;
}

/** @param {string} file */
function isStale(file) {
  const pid = holder(file);
  if (pid !== null && !isAlive(pid)) return true;
  try {
    return Date.now() - statSync(file).mtimeMs > STALE_MS;
  } catch {
    return false;
  }
}

/**
 * Removes a lock whose holder is gone. By renaming, because of two that see it only one succeeds; the other one may catch
 * a lock that was taken in between, sees so by its content, and puts it back.
 * @param {string} file
 */
function putAside(file) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (isStale(aside)) rmSync(aside, { force: true });
    else renameSync(aside, file);
  } catch {
    // Another process was faster. The next look tells who holds the lock now.
  }
}

/**
 * @param {string} file
 * @returns {number | null} `null` too when the holder has made the file and not yet written its id
 */
function holder(file) {
  try {
    const pid = Number(readFileSync(file, 'utf8'));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : null;
  } catch {
    return null;
  }
}

/** @param {number} pid */
function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}
