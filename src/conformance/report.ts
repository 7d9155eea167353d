import type { Report, RuleResult } from './conform.ts';

/** How text is set off in a terminal: `plain` where colours are not wanted. */
export interface Palette {
  readonly good: (text: string) => string;
  readonly bad: (text: string) => string;
  readonly faint: (text: string) => string;
  readonly strong: (text: string) => string;
}

const escape = (code: number) => (text: string): string => `\u001b[${code}m${text}\u001b[0m`;

/** The colours of the terminal's own theme. */
export const coloured: Palette = { good: escape(32), bad: escape(31), faint: escape(2), strong: escape(1) };

/** No colours at all. */
export const plain: Palette = { good: String, bad: String, faint: String, strong: String };

/** The lines of one result; a heading comes before it where its group begins. */
export function resultLines(result: RuleResult, before: RuleResult | undefined, palette: Palette): readonly string[] {
  const group = groupOf(result);
  const heading = before && groupOf(before) === group ? [] : ['', palette.strong(headingOf(group))];
  return [...heading, ...linesOf(result, palette)];
}

/** What it comes to, and what failed once more, so that it is at hand below a long list. */
export function summaryLines(report: Report, palette: Palette): readonly string[] {
  const { results, passed, failed, skipped } = report;
  const broken = results.filter(({ outcome }) => outcome === 'failed');
  const again = broken.length && results.length > 20 ? ['', palette.strong('Failed'), ...broken.flatMap((result) => linesOf(result, palette))] : [];
  const verdict = failed === 0 ? palette.good('It keeps the contract.') : palette.bad('It does not keep the contract.');
  return [...again, '', `${passed} passed, ${failed} failed, ${skipped} skipped. ${verdict}`];
}

function linesOf({ id, sentence, outcome, reason, expected, got }: RuleResult, { good, bad, faint }: Palette): readonly string[] {
  if (outcome === 'passed') return [`  ${good('✓')} ${sentence} ${faint(id)}`];
  if (outcome === 'skipped') return [faint(`  – ${sentence} ${id}`), faint(`      ${reason}`)];
  return [`  ${bad('✗')} ${bad(sentence)} ${faint(id)}`, `      expected ${visible(expected ?? '')}`, `      got      ${visible(got ?? '')}`];
}

function groupOf({ id }: RuleResult): string {
  return id.slice(0, id.indexOf('.'));
}

function headingOf(group: string): string {
  return (group.charAt(0).toUpperCase() + group.slice(1)).replace('-', ' ');
}

/** What came from a server, with everything that could command a terminal made visible. */
function visible(text: string): string {
  return text.replace(/[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
}
