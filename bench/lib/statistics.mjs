/** Middles, spreads and tables. */

/** The value below which a share of all values lies, 0 to 1. @param {readonly number[]} values */
export function quantile(values, share) {
  const sorted = [...values].sort((one, other) => one - other);
  const place = (sorted.length - 1) * share;
  const [below, above] = [sorted[Math.floor(place)], sorted[Math.ceil(place)]];
  return below + (above - below) * (place % 1);
}

/** @param {readonly number[]} values */
export function median(values) {
  return quantile(values, 0.5);
}

/**
 * How many times as much as the other: the middle of the rounds' own ratios. Two that were measured one right after the
 * other met the same busy moments of the machine, so that these cancel out.
 *
 * @param {readonly number[]} values by round
 * @param {readonly number[]} others by round
 */
export function ratio(values, others) {
  return median(values.map((value, round) => value / others[round]));
}

/** A table that reads well in a terminal and is Markdown. @param {readonly string[]} head @param {readonly (readonly string[])[]} rows */
export function table(head, rows) {
  const widths = head.map((title, column) => Math.max(title.length, ...rows.map((row) => row[column].length)));
  const line = (cells) => `| ${cells.map((cell, column) => (column ? cell.padStart(widths[column]) : cell.padEnd(widths[column]))).join(' | ')} |`;
  return [line(head), `|${widths.map((width, column) => (column ? `${'-'.repeat(width + 1)}:` : '-'.repeat(width + 2))).join('|')}|`, ...rows.map(line)].join('\n');
}
