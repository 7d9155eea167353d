import assert from 'node:assert/strict';
import { after, type TestContext } from 'node:test';
import puppeteer, { type Browser, type BrowserContext, type ElementHandle, type Page } from 'puppeteer-core';
import { findFirefox } from '../../../scripts/browsers.mjs';
import { atEnd } from './at-end.ts';
import { eventually, patience } from './eventually.ts';
import { findInPage, type Tab } from './tab.ts';
import { Visitor } from './visitor.ts';

/** What Firefox is told to do otherwise than it does by itself. */
export type Preferences = Readonly<Record<string, string | number | boolean>>;

/** One Firefox at a time, for all tests one after the other that want the same of it. */
let running: { readonly wants: string; readonly browser: Promise<Browser> } | undefined;
after(async () => (await running?.browser)?.close());

/** A reader in Firefox, with a storage of their own. */
export interface FirefoxReader {
  readonly newTab: () => Promise<Visitor>;
  /** Presses what opens a window, and answers the window. */
  readonly window: (press: () => Promise<void>) => Promise<FirefoxWindow>;
}

/** A window that a page opened. */
export interface FirefoxWindow extends Visitor {
  /** Waits until it is gone. */
  readonly isClosed: () => Promise<void>;
}

/** A reader for a test, who goes with it. */
export async function firefoxFor(test: TestContext, preferences: Preferences = {}): Promise<FirefoxReader> {
  const wants = JSON.stringify(preferences);
  if (running?.wants !== wants) {
    const before = running?.browser;
    running = { wants, browser: launch(preferences, before) };
  }
  const context = await (await running.browser).createBrowserContext();
  const complaints: string[] = [];
  const listenTo = (page: Page): Page =>
    page
      .on('pageerror', (error) => complaints.push(`uncaught: ${String(error)}`))
      .on('console', (message) => {
        if (/^(?:error|warn)/.test(message.type())) complaints.push(`${message.type()}: ${message.text()}`);
      });
  atEnd(test, async () => {
    await context.close();
    assert.deepEqual(complaints, [], 'the console has complaints');
  });
  return {
    newTab: async () => new Visitor(tabOf(listenTo(await context.newPage()))),
    window: (press) => windowOf(context, press, listenTo),
  };
}

async function launch(preferences: Preferences, before: Promise<Browser> | undefined): Promise<Browser> {
  await (await before)?.close();
  const executablePath = findFirefox();
  if (executablePath === null) throw new Error('There is no Firefox here: name one in FIREFOX.');
  // Whoever drives it lets every page open windows; Firefox itself does not.
  return await puppeteer.launch({ browser: 'firefox', executablePath, extraPrefsFirefox: { 'remote.prefs.recommended': false, 'dom.disable_open_during_load': true, ...preferences } });
}

async function windowOf(context: BrowserContext, press: () => Promise<void>, listenTo: (page: Page) => Page): Promise<FirefoxWindow> {
  const before = new Set(await context.pages());
  await press();
  const page = await eventually(async () => {
    const opened = (await context.pages()).find((each) => !before.has(each));
    assert.ok(opened, 'no window was opened');
    return opened;
  });
  const isClosed = () => eventually(async () => assert.ok(!(await context.pages()).includes(page), 'the window is still there'));
  return Object.assign(new Visitor(tabOf(listenTo(page))), { isClosed });
}

function tabOf(page: Page): Tab {
  page.setDefaultTimeout(patience);
  const found = async (wanted: Parameters<Tab['press']>[0], name: string): Promise<ElementHandle<HTMLElement>> => {
    const element = (await page.evaluateHandle(findInPage, wanted, name)).asElement();
    if (!element) throw new Error(`There is no ${wanted} "${name}".`);
    return element as ElementHandle<HTMLElement>;
  };
  return {
    async goTo(url) {
      await page.goto(url);
    },
    async reload() {
      await page.reload();
    },
    ask: (f, ...args) => page.evaluate(f as never, ...(args as never)),
    async press(wanted, name) {
      // A tab in the background draws nothing, and nobody presses anything there.
      await page.bringToFront();
      await (await found(wanted, name)).asLocator().click();
    },
    async write(wanted, name, text) {
      await page.bringToFront();
      const element = await found(wanted, name);
      await element.focus();
      await element.evaluate((field) => (field as unknown as HTMLInputElement).select());
      await page.keyboard.type(text);
    },
  };
}
