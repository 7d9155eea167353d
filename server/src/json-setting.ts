import { readFileSync } from 'node:fs';
import { isCommentsError, type Guard } from 'diwan/contract';

/** What a setting may be read with: where mistakes go, and how files are read. */
export interface JsonSettingOptions<T> {
  readonly guard: Guard<T>;
  /** One sentence for each mistake is added here. */
  readonly problems: string[];
}

/**
 * A setting that is JSON, or the path of a file with it; `null` where it is unset or wrong. Of a wrong one only the place is told: it may hold secrets.
 *
 * @param name as it stands in the environment.
 */
export function readJsonSetting<T>(name: string, given: string | null, { guard, problems }: JsonSettingOptions<T>): T | null {
  if (given === null) return null;
  const isPath = !/^[[{]/.test(given);
  const text = isPath ? contentOf(given) : given;
  if (text === null) {
    problems.push(`${name} names a file that cannot be read. It must be JSON, or the path of a file with it.`);
    return null;
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    problems.push(`${name} ${isPath ? 'names a file that' : ''} is not JSON.`.replace('  ', ' '));
    return null;
  }
  try {
    return guard(value, '');
  } catch (thrown) {
    const fault = isCommentsError(thrown) ? thrown.faults[0] : undefined;
    if (!fault) throw thrown;
    problems.push(`${name} has a mistake at ${fault.field || 'its beginning'}: ${mistakes[fault.reason] ?? 'it is not as it must be'}.`);
    return null;
  }
}

const mistakes: Readonly<Partial<Record<string, string>>> = {
  required: 'it is missing',
  unknown: 'nobody expects it there',
  taken: 'it is there twice',
  'too-long': 'it is too long',
  'too-short': 'it is too short',
  malformed: 'it is not of the form it must have',
};

function contentOf(path: string): string | null {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return null;
  }
}
