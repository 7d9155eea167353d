/** What every measurement in a browser needs: the contestants on their two origins, cold pages, and rounds taken in turn. */
import { loadavg } from 'node:os';
import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/browsers.mjs';
import { artalk } from '../peers/artalk.mjs';
import { installPeers } from '../peers/peer.mjs';
import { twikoo } from '../peers/twikoo.mjs';
import { waline } from '../peers/waline.mjs';
import { bundleLitList, ownContestants } from './contestants.mjs';
import { openHost } from './host.mjs';
import { markOf, openThread } from './thread.mjs';
import { watch } from './watch.mjs';

/** Tall enough for the first comment of every contestant, below whatever form it has. */
const viewport = { width: 1280, height: 1600 };

/**
 * Opens everything, measures, closes everything, and says how long it took.
 *
 * @param {(bench: Bench) => Promise<void>} measure
 */
export async function run(measure) {
  const started = performance.now();
  const executablePath = findChromium();
  if (!executablePath) throw new Error('Chromium is needed to measure; CHROMIUM names one that is not on the PATH.');
  const hasPeers = installPeers();
  if (!hasPeers) console.error('The peers could not be installed (see above) and are LEFT OUT.');
  const litList = await bundleLitList();
  const thread = await openThread();
  const host = await openHost((origin) => [...ownContestants(origin, litList), ...(hasPeers ? [waline, artalk, twikoo].map((peer) => peer(origin)) : [])], thread);
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  try {
    const bench = new Bench(host, browser);
    console.log(`Chromium ${browser.version()}, Node ${process.versions.node}, load ${loadavg()[0].toFixed(1)}`);
    await measure(bench);
    console.log(`load ${loadavg()[0].toFixed(1)} at the end, ${Math.round((performance.now() - started) / 1000)} s in all\n`);
  } finally {
    await browser.close();
    host.close();
    await thread.close();
  }
}

export class Bench {
  #host;
  #browser;
  #sessions = new WeakMap();

  /** @param {Awaited<ReturnType<typeof openHost>>} host @param {import('playwright-core').Browser} browser */
  constructor(host, browser) {
    this.#host = host;
    this.#browser = browser;
  }

  get contestants() {
    return this.#host.contestants;
  }

  /**
   * Opens a contestant's article as a reader who was never there: nothing cached, nothing stored, a process of its own.
   *
   * @template T
   * @param {string} name
   * @param {{ thread?: string, reserved?: boolean, slowdown?: number, viewport?: { width: number, height: number }, network?: object }} options
   * @param {(page: import('playwright-core').Page) => Promise<T>} use called as soon as the page is being loaded
   */
  async visit(name, options, use) {
    const context = await this.#browser.newContext({ viewport: options.viewport ?? viewport, locale: 'en-GB' });
    try {
      const page = await context.newPage();
      page.setDefaultTimeout(30_000);
      await page.addInitScript(watch, markOf(0));
      if (options.slowdown || options.network) {
        const session = await context.newCDPSession(page);
        if (options.slowdown) await session.send('Emulation.setCPUThrottlingRate', { rate: options.slowdown });
        if (options.network) await session.send('Network.emulateNetworkConditions', { offline: false, ...options.network });
      }
      await page.goto(this.#host.addressOf(name, options.thread, options.reserved), { waitUntil: 'commit' });
      return await use(page);
    } finally {
      await context.close();
    }
  }

  /** Waits until a page that has drawn its comments has nothing more to load. */
  async settle(page) {
    await page.evaluate(() => window.bench.firstPaint);
    await page.waitForLoadState('networkidle');
  }

  /**
   * How long the page's main thread has really been running, in milliseconds, from the first call on. What other programs
   * of a busy machine take is not in it, which it is in every time by the clock.
   */
  async processorTime(page) {
    let session = this.#sessions.get(page);
    if (!session) {
      session = await page.context().newCDPSession(page);
      this.#sessions.set(page, session);
      await session.send('Performance.enable', { timeDomain: 'threadTicks' });
    }
    const { metrics } = await session.send('Performance.getMetrics');
    return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
  }

  /**
   * What `measure` answers for each contestant, round by round. Each round begins with another one, so that none always
   * follows the same. The first round warms up browser and host, and is not counted.
   *
   * @template T
   * @param {readonly string[]} names
   * @param {number} rounds
   * @param {(name: string) => Promise<T>} measure
   * @returns {Promise<Map<string, T[]>>}
   */
  async alternate(names, rounds, measure) {
    const results = new Map(names.map((name) => [name, []]));
    for (let round = -1; round < rounds; round++) {
      for (let turn = 0; turn < names.length; turn++) {
        const name = names[(turn + round + 1) % names.length];
        const result = await measure(name);
        if (round >= 0) results.get(name).push(result);
      }
    }
    return results;
  }
}
