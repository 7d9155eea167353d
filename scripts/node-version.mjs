/**
 * The first thing `npm start` and `npm test` ask. Written so that Node 12 can still read it: an old Node should meet a
 * sentence, not a syntax error. Keep newer syntax, and imports of files that use it, out of here.
 */

/** The oldest Node that can run these scripts. What they start runs on a newer one, see `lib/runtime.mjs`. */
export const OLDEST_NODE = 20;

/**
 * Ends the process with one sentence when this Node is too old, and otherwise loads and runs what `load` imports.
 * @param {() => Promise<{ main(args: string[]): Promise<number> }>} load
 */
export function runOnNode(load) {
  const version = process.versions.node;
  if (Number(version.split('.')[0]) < OLDEST_NODE) {
    console.error('Dîwan needs Node ' + OLDEST_NODE + ' or newer, and this is Node ' + version + ': see https://nodejs.org/.');
    process.exitCode = 1;
    return;
  }
  load().then(
    function (module) { return module.main(process.argv.slice(2)); }
  ).then(
    function (exitCode) { process.exitCode = exitCode; },
    function (/** @type {unknown} */ error) {
      console.error(error instanceof Error && error.name === 'Problem' ? '\n' + error.message : error);
      process.exitCode = 1;
    },
  );
}
