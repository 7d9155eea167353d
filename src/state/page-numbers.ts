/**
 * Which page numbers a pager shows: the first, the last, the present one and its neighbours, with
 * `null` for a gap. A gap never stands for a single page, and the length stays the same from page to page, so that
 * nothing moves under the pointer.
 *
 * @param around how many neighbours on each side.
 */
export function pageNumbers(current: number, count: number, around = 1): readonly (number | null)[] {
  const length = 2 * around + 5;
  if (count <= length) return range(1, count);
  const start = Math.min(Math.max(current - around, 3), count - length + 3);
  const isAtStart = start === 3;
  const end = start + length - 5;
  const isAtEnd = end === count - 2;
  return [1, isAtStart ? 2 : null, ...range(start, end), isAtEnd ? count - 1 : null, count];
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
