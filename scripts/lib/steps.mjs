/** Progress: what is being done, and for how many seconds, on a terminal and in a log alike. */

const TERMINAL_EVERY_MS = 1000;
const LOG_EVERY_MS = 10_000;

/**
 * Does some work under a name. On a terminal one line counts the seconds; elsewhere a line says that it goes on every ten
 * seconds, so that nobody takes a slow download for a hang. Whatever the work throws goes through untouched.
 * @template T
 * @param {string} name
 * @param {() => T | Promise<T>} work
 * @returns {Promise<T>}
 */
export async function step(name, work) {
  const begun = performance.now();
  const terminal = process.stdout.isTTY === true;
  const show = () => { process.stdout.write(terminal ? `\r\u001B[K${name} … ${seconds(begun)}` : `${name} … ${seconds(begun)}\n`); };
  if (terminal) show();
  else console.log(`${name} …`);
  const timer = setInterval(show, terminal ? TERMINAL_EVERY_MS : LOG_EVERY_MS);
  timer.unref();
  const end = (/** @type {string} */ word) => {
    clearInterval(timer);
    console.log(`${terminal ? '\r\u001B[K' : ''}${name}: ${word} after ${seconds(begun)}`);
  };
  try {
    const result = await work();
    end('done');
    return result;
  } catch (error) {
    end('failed');
    throw error;
  }
}

/**
 * The time since then, for people: `4.2 s`, `1 min 5 s`.
 * @param {number} begun a `performance.now()`
 */
export function seconds(begun) {
  const passed = (performance.now() - begun) / 1000;
  return passed < 60 ? `${passed.toFixed(1)} s` : `${Math.floor(passed / 60)} min ${Math.floor(passed % 60)} s`;
}
