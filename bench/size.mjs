/** `npm run bench:size`: the bytes that travel until the first comment is painted, and those that follow. */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { parseAst } from 'rollup/parseAst';
import { run } from './lib/bench.mjs';
import { table } from './lib/statistics.mjs';

const embed = join(import.meta.dirname, '..', 'dist', 'embed');

await run(async (bench) => {
  const rows = [];
  for (const { name, textarea } of bench.contestants) rows.push([name, ...(await travelled(bench, name, textarea)).map(kilobytes)]);
  console.log('\nScripts and styles as they travel (gzip -9), kB of 1000 bytes, as a browser counted them\n');
  console.log(table(['', 'until the first comment', 'after it, by itself', 'after a letter is typed', 'in all'], rows));

  const first = closure('diwan.js');
  const turning = closure(chunk('turning'), new Set(first));
  const writing = closure(chunk('writing'), new Set(turning));
  const keeping = closure(chunk('keeping'), new Set(writing));
  const parts = {
    'first comment': first,
    'turning pages': without(turning, first),
    'writing a comment': without(writing, turning),
    'changing what one wrote': without(keeping, writing),
  };
  console.log('\nWhat Dîwan is made of, each file gzip -9 by itself\n');
  const listed = Object.entries(parts).map(([part, files]) => [part, kilobytes(weigh(files)), [...files].map((file) => basename(file)).join(' ')]);
  console.log(table(['', 'kB', 'files'], listed));
});

/** Until the first comment, from then until all is quiet, and what typing brings. */
function travelled(bench, name, textarea) {
  return bench.visit(name, {}, async (page) => {
    await bench.settle(page);
    const sizes = () =>
      page.evaluate(async () => {
        const painted = await window.bench.firstPaint;
        const loaded = performance.getEntriesByType('resource').filter(({ initiatorType }) => !/fetch|xmlhttprequest|beacon/.test(initiatorType));
        const sum = (entries) => entries.reduce((bytes, { encodedBodySize }) => bytes + encodedBodySize, 0);
        return { before: sum(loaded.filter(({ responseEnd }) => responseEnd <= painted)), all: sum(loaded) };
      });
    const { before, all } = await sizes();
    await page.locator(textarea).first().click();
    await page.keyboard.press('a');
    await page.waitForLoadState('networkidle');
    await page.waitForTimeout(500);
    const typed = (await sizes()).all;
    return [before, all - before, typed - all, typed];
  });
}

/** A file of the bundle and all that it imports before it runs, added to those `found` before. */
function closure(file, found = new Set()) {
  if (found.has(file)) return found;
  found.add(file);
  for (const { source } of parseAst(readFileSync(join(embed, file), 'utf8')).body) {
    if (source) closure(join(dirname(file), source.value), found);
  }
  return found;
}

function chunk(name) {
  const found = readdirSync(join(embed, 'chunks')).filter((file) => file.startsWith(`${name}-`) && file.endsWith('.js'));
  if (found.length !== 1) throw new Error(`One chunk is named for ${name}, not ${found.length}.`);
  return join('chunks', found[0]);
}

function without(files, others) {
  return new Set([...files].filter((file) => !others.has(file)));
}

function weigh(files) {
  return [...files].reduce((bytes, file) => bytes + gzipSync(readFileSync(join(embed, file)), { level: 9 }).length, 0);
}

function kilobytes(bytes) {
  return (bytes / 1000).toFixed(1);
}
