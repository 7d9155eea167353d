/** What "how long ago" is counted in, and how many milliseconds it has. */
const units = [
  ['year', 31_536_000_000],
  ['month', 2_628_000_000],
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** A unit that "how long ago" is counted in. */
export type AgoUnit = (typeof units)[number][0];

/** How long ago in the largest whole unit; `null` for less than a minute, and for the future of a clock that runs ahead. */
export function elapsed(then: number, now: number): { readonly value: number; readonly unit: AgoUnit } | null {
  const found = units.find(([, length]) => now - then >= length);
  return found ? { value: Math.floor((now - then) / found[1]), unit: found[0] } : null;
}
