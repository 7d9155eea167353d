/** The npm packages of the clone: whether they are those of the lock file, and installing them when not. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { lastLines, run } from './child.mjs';
import { requireWritable } from './folders.mjs';
import { inRoot, ROOT } from './paths.mjs';
import { Problem } from './problem.mjs';

/**
 * What is used of an entry of a lock file.
 * @typedef {{ version?: string, integrity?: string, optional?: boolean, devOptional?: boolean, extraneous?: boolean }} LockedPackage
 */

/**
 * Whether `node_modules` holds what `package-lock.json` says. npm writes down what it has installed, at the very end, so
 * an installation that was interrupted does not count, and one made by hand does.
 */
export function isInstalled() {
  const wanted = readPackages(inRoot('package-lock.json'));
  const present = readPackages(inRoot('node_modules', '.package-lock.json'));
  if (wanted === null || present === null) return false;
  for (const [path, entry] of Object.entries(wanted)) {
    if (!path.startsWith('node_modules/') || mayBeAbsent(entry)) continue;
    const installed = present[path];
    if (installed === undefined || installed.version !== entry.version || installed.integrity !== entry.integrity) return false;
  }
  return true;
}

/** Installs exactly what the lock file says, running no package's own script. Throws a `Problem` that says why it could not. */
export async function installPackages() {
  for (const folder of [ROOT, inRoot('node_modules')].filter((path) => existsSync(path))) requireWritable(folder);
  const npm = process.env['npm_execpath'];
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--prefer-offline'];
  // Run by npm, its own file is known and needs no shell, which `npm.cmd` on Windows would.
  const { code, output } = npm !== undefined && /\.[cm]?js$/.test(npm) ? await run(process.execPath, [npm, ...args]) : await run('npm', args);
  if (code === 0) return;
  const log = join(tmpdir(), `diwan-npm-${process.pid}.log`);
  writeFileSync(log, output);
  throw new Problem(`npm could not install the packages (${reason(output)}); all that it said is in ${log}.`);
}

/** npm's own words for what went wrong, in one line. @param {string} output */
function reason(output) {
  const lines = output.split('\n').filter((line) => /^npm (?:error|ERR!) /.test(line)).map((line) => line.replace(/^npm (?:error|ERR!) /, ''));
  const telling = lines.find((line) => !/^(?:code|errno|syscall|A complete log)/.test(line));
  return (telling ?? lastLines(output, 1)).trim().replace(/\.$/, '') || 'it said nothing';
}

/**
 * npm leaves out what is for other machines, and what no package asks for any longer.
 * @param {LockedPackage} entry
 */
function mayBeAbsent({ optional, devOptional, extraneous }) {
  return optional === true || devOptional === true || extraneous === true;
}

/**
 * @param {string} file
 * @returns {Record<string, LockedPackage> | null}
 */
function readPackages(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages ?? null;
  } catch {
    return null;
  }
}
