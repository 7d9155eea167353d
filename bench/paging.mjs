/** `npm run bench:paging`: how long from the click to the next page, which Dîwan has fetched beforehand and the others fetch then. */
import { run } from './lib/bench.mjs';
import { median, quantile, ratio, table } from './lib/statistics.mjs';
import { markOf, pageSize } from './lib/thread.mjs';

const rounds = 5;
/** The pages that are turned to in each round. */
const pages = [2, 3, 4, 5];

await run(async (bench) => {
  const names = bench.contestants.map(({ name }) => name);
  const results = await bench.alternate(names, rounds, (name) => turn(bench, name));
  const bare = results.get('bare').flat();
  const rows = names.map((name) => {
    const times = results.get(name).flat();
    return [name, median(times).toFixed(1), `${quantile(times, 0.25).toFixed(1)} to ${quantile(times, 0.75).toFixed(1)}`, ratio(times, bare).toFixed(2)];
  });
  console.log(`\nFrom the click to the next ${pageSize} comments painted, ms, unthrottled`);
  console.log(`(${rounds} rounds of ${pages.length} pages; wanted of diwan: under bare)\n`);
  console.log(table(['', 'median', 'quartiles', 'x bare'], rows));
});

function turn(bench, name) {
  const { next } = bench.contestants.find((contestant) => contestant.name === name);
  return bench.visit(name, {}, async (page) => {
    await bench.settle(page);
    await page.evaluate(() => addEventListener('click', ({ timeStamp }) => (window.clicked = timeStamp), true));
    const times = [];
    for (const number of pages) {
      // A reader comes to the end of the list, and reads it, before turning on.
      await page.locator(next).last().scrollIntoViewIfNeeded();
      await page.waitForTimeout(300);
      if (name === 'diwan' && !(await isFetched(page, number))) throw new Error(`Page ${number} was not fetched beforehand.`);
      await page.evaluate((mark) => {
        window.turned = window.bench.paintOf(mark);
      }, markOf((number - 1) * pageSize));
      await page.locator(next).last().click();
      times.push(await page.evaluate(async () => (await window.turned) - window.clicked));
    }
    return times;
  });
}

function isFetched(page, number) {
  return page.evaluate(
    (wanted) => performance.getEntriesByType('resource').some(({ name }) => new URL(name).searchParams.get('page') === wanted),
    `${number}`,
  );
}
