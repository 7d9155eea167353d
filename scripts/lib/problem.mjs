/** Something the person at the terminal can mend: printed as its sentence alone, without a stack. */
export class Problem extends Error {
  /** @override */
  name = 'Problem';
}

/**
 * Why the file system refused, in words, or `null` when it was something else.
 * @param {unknown} error
 * @returns {string | null}
 */
export function refusal(error) {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  switch (code) {
    case 'EACCES':
    case 'EPERM':
      return 'permission denied';
    case 'EROFS':
      return 'the file system is read-only';
    case 'ENOSPC':
    case 'EDQUOT':
      return 'the disk is full';
    case 'ENOTDIR':
    case 'EEXIST':
      return 'a file stands where a folder is needed';
    default:
      return null;
  }
}
