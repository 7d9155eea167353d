/** Something the person at the terminal can mend: printed as its sentence alone, without a stack. */
export class Problem extends Error {
  /** @override */
  name = 'Problem';
}
