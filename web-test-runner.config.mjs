/**
 * The tests that need a page, in real browsers. `ENGINES=chromium,firefox,webkit` chooses among them (all three without it);
 * `wtr --files test/state/x.browser.test.ts` runs one file. Runs on the Node of the lock file: `npm exec wtr`.
 */
import puppeteer from 'puppeteer-core';
import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { chromeLauncher } from '@web/test-runner-chrome';
import { ENGINES, findChromium, findFirefox } from './scripts/browsers.mjs';
import { countReporter } from './test/support/count-reporter.mjs';
import { hostileTexts, withoutTurkish } from './test/support/page-help.mjs';
import { realServer } from './test/support/real-server.mjs';
import { webkitLauncher } from './test/support/webkit-launcher.mjs';

const root = import.meta.dirname;

const launchers = {
  chromium: () => named('Chromium', chromeLauncher({
    concurrency: 1,
    // Chromium refuses its sandbox to root, which is who runs in most containers.
    launchOptions: { executablePath: here(findChromium(), 'Chromium'), args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] },
  })),
  firefox: () => named('Firefox', chromeLauncher({
    concurrency: 1,
    puppeteer,
    launchOptions: { browser: 'firefox', executablePath: here(findFirefox(), 'Firefox') },
  })),
  webkit: webkitLauncher,
};

const chosen = (process.env.ENGINES ?? ENGINES.join(',')).split(',').map((engine) => engine.trim());

export default {
  rootDir: root,
  files: 'test/**/*.browser.test.ts',
  nodeResolve: true,
  // A second page beside the first gets no animation frames in Chromium and an iframe in WebKit; one by one is faster too.
  concurrency: 1,
  concurrentBrowsers: 1,
  browsers: chosen.map((engine) => {
    if (!Object.hasOwn(launchers, engine)) throw new Error(`ENGINES names "${engine}"; there are ${ENGINES.join(', ')}.`);
    return launchers[engine]();
  }),
  plugins: [esbuildPlugin({ ts: true, target: 'es2022', tsconfig: `${root}/tsconfig.base.json` }), realServer(), hostileTexts()],
  middleware: [withoutTurkish],
  reporters: [defaultReporter({ reportTestProgress: process.stdout.isTTY === true }), countReporter(root)],
  filterBrowserLogs: ({ args }) => !args.some((arg) => typeof arg === 'string' && arg.includes('Lit is in dev mode')),
  testFramework: { config: { timeout: '10000' } },
  browserStartTimeout: 60_000,
  testsStartTimeout: 60_000,
  testsFinishTimeout: 180_000,
};

/**
 * The launchers call themselves by the program they start; a report should name the engine.
 * @template {{ name: string }} T
 * @param {string} name
 * @param {T} launcher
 */
function named(name, launcher) {
  return Object.defineProperty(launcher, 'name', { get: () => name, set: () => {} });
}

/**
 * @param {string | null} path
 * @param {string} name
 */
function here(path, name) {
  if (path === null) throw new Error(`${name} is not on this machine. "npm test" installs it, or set ${name.toUpperCase()} to its path.`);
  return path;
}
