/** `npm run bench:paint`: how long until the first comment is painted, and by how much the page shifts meanwhile. */
import { run } from './lib/bench.mjs';
import { median, quantile, ratio, table } from './lib/statistics.mjs';

const core = ['bare', 'lit', 'diwan'];
/** Rounds among these three, and among the references and the peers. */
const rounds = Number(process.env.BENCH_ROUNDS || 21);
const peerRounds = 5;
/** A slow line, on which everything that happens one after the other is seen one after the other. */
const slowLine = { latency: 150, downloadThroughput: 200_000, uploadThroughput: 90_000 };
const screens = [
  { width: 1280, height: 800 },
  { width: 390, height: 844 },
];

await run(async (bench) => {
  const peers = bench.contestants.map(({ name }) => name).filter((name) => !core.includes(name));
  const first = (slowdown) => (name) => bench.visit(name, { slowdown }, (page) => page.evaluate(() => window.bench.firstPaint));
  for (const slowdown of [1, 4]) {
    const among = await bench.alternate(core, rounds, first(slowdown));
    const others = await bench.alternate(['bare', 'lit', ...peers], peerRounds, first(slowdown));
    const row = (name, times) => {
      const own = times.get(name);
      return [name, ms(median(own)), `${ms(quantile(own, 0.25))} to ${ms(quantile(own, 0.75))}`, ...['bare', 'lit'].map((other) => ratio(own, times.get(other)).toFixed(2))];
    };
    console.log(`\nFirst comment painted, ${slowdown === 1 ? 'unthrottled' : `processor ${slowdown}x slower`}, ms since the page was asked for`);
    console.log(`(${rounds} rounds among the first three, ${peerRounds} among references and peers; wanted of diwan: 1.30 x bare, 1.20 x lit)\n`);
    console.log(table(['', 'median', 'quartiles', 'x bare', 'x lit'], [...core.map((name) => row(name, among)), ...peers.map((name) => row(name, others))]));
  }
  const rows = [];
  for (const { name, reserve } of bench.contestants) {
    for (const reserved of reserve ? [false, true] : [false]) {
      const shifts = [];
      for (const network of [undefined, slowLine]) {
        for (const viewport of screens) shifts.push((await shiftOf(bench, name, { viewport, network, reserved })).toFixed(3));
      }
      rows.push([reserved ? `${name}, with the line` : name, ...shifts]);
    }
  }
  const heads = ['', 'slow line, '].flatMap((line) => screens.map(({ width, height }) => `${line}${width} x ${height}`));
  console.log('\nLayout shift while loading, all shifts added up (wanted of diwan: 0; "the line" is that of docs/embedding.md)\n');
  console.log(table(['', ...heads], rows));
});

/** Until all is loaded and drawn that loads by itself. */
function shiftOf(bench, name, options) {
  return bench.visit(name, options, async (page) => {
    await bench.settle(page);
    await page.waitForTimeout(500);
    return page.evaluate(() => window.bench.shift());
  });
}

function ms(value) {
  return value.toFixed(1);
}
