/** `npm run bench:typing`: how long from a key to the frame that shows it, with a thousand comments on the page. */
import { run } from './lib/bench.mjs';
import { total } from './lib/thread.mjs';
import { median, quantile, table } from './lib/statistics.mjs';

const rounds = 3;
const sentence = 'Typed as a reader types, one key after another.';
/** Milliseconds from key to key: uneven, so as not to fall into step with the screen. */
const pauses = [61, 83, 47, 72, 55, 68];

await run(async (bench) => {
  const names = bench.contestants.map(({ name }) => name);
  const results = await bench.alternate(names, rounds, (name) => type(bench, name));
  const rows = names.map((name) => {
    const times = results.get(name).flatMap((round) => round.times);
    const busy = median(results.get(name).map((round) => round.busy));
    return [name, ...[median(times), quantile(times, 0.95), Math.max(...times), busy].map((value) => value.toFixed(1))];
  });
  console.log(`\nFrom a key to the frame that shows it, ms, ${total} comments on the page, unthrottled`);
  console.log(`(${rounds} rounds of ${sentence.length} keys; wanted of diwan: p95 under 12)\n`);
  console.log(table(['', 'median', 'p95', 'worst', 'processor time a key'], rows));
});

function type(bench, name) {
  const { textarea } = bench.contestants.find((contestant) => contestant.name === name);
  return bench.visit(name, { thread: 'whole' }, async (page) => {
    await bench.settle(page);
    await page.locator(textarea).first().click();
    await page.evaluate(() => {
      window.times = [];
      addEventListener('keydown', ({ timeStamp }) => {
        // The key's letter is put in by the task that is under way, so that the next frame is the one that shows it.
        requestAnimationFrame(() => window.bench.afterPaint((painted) => window.times.push(painted - timeStamp)));
      }, true);
    });
    const before = await bench.processorTime(page);
    for (const [index, letter] of [...sentence].entries()) {
      await page.keyboard.press(letter);
      await page.waitForTimeout(pauses[index % pauses.length]);
    }
    const typed = await page.locator(textarea).first().inputValue();
    if (typed !== sentence) throw new Error(`${name}: typed "${sentence}", and there is "${typed}".`);
    const busy = ((await bench.processorTime(page)) - before) / sentence.length;
    return { times: await page.evaluate(() => window.times), busy };
  });
}
