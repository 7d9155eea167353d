/** Where things are in a clone. */
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder of the clone. */
export const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Below the clone. @param {...string} parts */
export function inRoot(...parts) {
  return join(ROOT, ...parts);
}
