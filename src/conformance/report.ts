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

/** What it comes to, and what failed once more, so that it is at hand below a long list: rules that failed alike say why once. */
export function summaryLines(report: Report, palette: Palette): readonly string[] {
  const { results, passed, failed, skipped } = report;
  const broken = results.filter(({ outcome }) => outcome === 'failed');
  const again = broken.length && results.length > 20 ? ['', palette.strong('Failed'), ...byReason(broken).flatMap((alike) => alikeLines(alike, palette))] : [];
  const verdict = failed === 0 ? palette.good('It keeps the contract.') : palette.bad('It does not keep the contract.');
  return [...again, '', `${passed} passed, ${failed} failed, ${skipped} skipped. ${verdict}`];
}

function linesOf(result: RuleResult, palette: Palette): readonly string[] {
  const { id, sentence, outcome, reason } = result;
  const { good, faint } = palette;
  if (outcome === 'passed') return [`  ${good('✓')} ${sentence} ${faint(id)}`];
  if (outcome === 'skipped') return [faint(`  – ${sentence} ${id}`), faint(`      ${reason}`)];
  return alikeLines([result], palette);
}

/** The lines of rules that failed for the same reason. */
function alikeLines(results: Alike, { bad, faint }: Palette): readonly string[] {
  const [{ expected, got }] = results;
  const rules = results.map(({ id, sentence }) => `  ${bad('✗')} ${bad(sentence)} ${faint(id)}`);
  return [...rules, `      expected ${visible(expected ?? '')}`, `      got      ${visible(got ?? '')}`];
}

type Alike = readonly [RuleResult, ...RuleResult[]];

/** What failed, those for the same reason together, in the order of the first of them. */
function byReason(results: readonly RuleResult[]): readonly Alike[] {
  const groups = new Map<string, [RuleResult, ...RuleResult[]]>();
  for (const result of results) {
    const reason = JSON.stringify([result.expected, result.got]);
    const group = groups.get(reason);
    if (group) group.push(result);
    else groups.set(reason, [result]);
  }
  return [...groups.values()];
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
