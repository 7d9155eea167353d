/** The peers' packages: installed here when they are not, and read from here. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageSize, total } from '../lib/thread.mjs';

const packages = join(import.meta.dirname, 'node_modules');

/** Installs what the lock file says, running no package's own script. Answers whether it is there now. */
export function installPeers() {
  if (isInstalled()) return true;
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  spawnSync('npm', args, { cwd: import.meta.dirname, stdio: 'inherit', shell: process.platform === 'win32' });
  return isInstalled();
}

/** npm writes down what it has installed, at the very end. */
function isInstalled() {
  const present = join(packages, '.package-lock.json');
  if (!existsSync(present)) return false;
  const versions = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const [wanted, found] = [versions(join(import.meta.dirname, 'package-lock.json')), versions(present)];
  return Object.keys(wanted).every((path) => path === '' || wanted[path].optional || found[path]?.version === wanted[path].version);
}

/** A file of a peer's package. */
export function packaged(path) {
  return readFileSync(join(packages, path));
}

/** How many comments are asked for at once: a page, or the whole thread. */
export function sizeFor(thread) {
  return thread === 'whole' ? total : pageSize;
}
