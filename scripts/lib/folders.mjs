/** Folders that have to be written to. */
import { mkdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Problem } from './problem.mjs';

/**
 * Makes a folder where it is missing and writes to it, because what permissions promise a full disk does not keep.
 * Throws a `Problem` when that fails.
 * @param {string} folder
 * @param {string} [purpose] what the folder is for, to follow its name in the sentence
 * @param {string} [advice] a sentence on what to do
 */
export function requireWritable(folder, purpose = '', advice = '') {
  try {
    makeFolder(folder);
    const probe = join(folder, `.probe-${process.pid}`);
    writeFileSync(probe, '');
    rmSync(probe);
  } catch (error) {
    throw new Problem(`Cannot write to ${folder}${purpose}: ${refusal(error) ?? String(error)}.${advice}`, { cause: error });
  }
}

/**
 * Why the file system refused, in words, or `null` when it was something else.
 * @param {unknown} error
 * @returns {string | null}
 */
export function refusal(error) {
  switch (codeOf(error)) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'ENOENT':
      return 'it cannot be made';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file stands where a folder is needed';
    default:
      return null;
  }
}

/**
 * The system's short name for an error, or `null`.
 * @param {unknown} error
 * @returns {string | null}
 */
export function codeOf(error) {
  return error instanceof Error && 'code' in error ? String(error.code) : null;
}

/**
 * Makes a folder and those above it. Not `recursive: true`, which in Node 20 never ends where a file system takes no
 * folders, as in /proc.
 * @param {string} folder
 * @param {boolean} [isSecondTry]
 */
function makeFolder(folder, isSecondTry = false) {
  try {
    mkdirSync(folder);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' && statSync(folder).isDirectory()) return;
    if (codeOf(error) !== 'ENOENT' || isSecondTry || dirname(folder) === folder) throw error;
    makeFolder(dirname(folder));
    makeFolder(folder, true);
  }
}
