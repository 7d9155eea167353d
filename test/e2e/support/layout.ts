import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { eventually } from './eventually.ts';
import type { Reader } from './browser.ts';

/** Where the pages of a reader add up how much was shifted. */
const sum = 'diwanTestShift';

/** Lets every page of a reader add up its layout shifts, those right after a press or a key left out, as the metric does. */
export async function measureShifts(reader: Reader): Promise<void> {
  await reader.context.addInitScript((name) => {
    const total = { value: 0 };
    Object.assign(window, { [name]: total });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        const { value, hadRecentInput } = entry as PerformanceEntry & { readonly value: number; readonly hadRecentInput: boolean };
        if (!hadRecentInput) total.value += value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  }, sum);
}

/** How much was shifted since the page began, once everything drawn so far is counted. */
export async function shiftOf(page: Page): Promise<number> {
  await framesOf(page, 3);
  return page.evaluate((name) => (Reflect.get(window, name) as { readonly value: number }).value, sum);
}

/** Lets a page draw. */
export async function framesOf(page: Page, count: number): Promise<void> {
  await page.evaluate(async (frames) => {
    for (let frame = 0; frame < frames; frame++) await new Promise(requestAnimationFrame);
  }, count);
}

/** Waits until nothing is wider than the page. */
export async function fitsItsWidth(page: Page): Promise<void> {
  await eventually(async () => {
    const [content, width] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth] as const);
    assert.ok(content <= width, `the content is ${content} pixels wide on a page of ${width}`);
  });
}
