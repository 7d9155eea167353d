import { CommentsError } from './errors.ts';
import type { FaultReason } from './faults.ts';

/**
 * Turns something unknown into a `T`, rebuilt field by field so that nothing unasked-for comes
 * along, or throws `protocol` with the path of the first thing that does not fit.
 */
export type Guard<T> = (value: unknown, path: string) => T;

/** A guard for each field of an object. */
export type Shape<T> = { readonly [K in keyof T]: Guard<T[K]> };

/** Refuses a value: for guards of one's own. */
export function refuse(path: string, reason: FaultReason = 'malformed'): never {
  throw new CommentsError('protocol', `${path || 'answer'}: ${reason}`, { faults: [{ field: path, reason }] });
}

/** Refuses a value that is missing or not of the form it must have. */
function unfit(value: unknown, path: string): never {
  return refuse(path, value === undefined ? 'required' : 'malformed');
}

/** A string of at most `max` UTF-16 units, of at least `min`. */
export function text(max = 1e6, min = 0): Guard<string> {
  return (value, path) => {
    if (typeof value !== 'string') return unfit(value, path);
    if (value.length < min) return refuse(path, 'required');
    if (value.length > max) return refuse(path, 'too-long');
    return value;
  };
}

/** A whole number between the two, both included. */
export function whole(min = 0, max = Number.MAX_SAFE_INTEGER): Guard<number> {
  return (value, path) =>
    Number.isSafeInteger(value) && (value as number) >= min && (value as number) <= max
      ? (value as number)
      : unfit(value, path);
}

/** True or false. */
export const flag: Guard<boolean> = (value, path) => (typeof value === 'boolean' ? value : unfit(value, path));

/** One of the words. */
export function oneOf<const T extends string>(...words: readonly T[]): Guard<T> {
  return (value, path) => (words.includes(value as T) ? (value as T) : refuse(path, value === undefined ? 'required' : 'unknown'));
}

/** A moment in RFC 3339, given back in UTC with milliseconds. */
export const timestamp: Guard<string> = (value, path) => {
  const time = typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/i.test(value) ? Date.parse(value) : NaN;
  return Number.isNaN(time) ? unfit(value, path) : new Date(time).toISOString();
};

/** What the guard lets through, or `null`; a field left out is `null`. */
export function maybe<T>(guard: Guard<T>): Guard<T | null> {
  return (value, path) => (value === null || value === undefined ? null : guard(value, path));
}

/** A list of at most `max`, of at least `min`. */
export function listOf<T>(guard: Guard<T>, max = 1000, min = 0): Guard<readonly T[]> {
  return (value, path) =>
    Array.isArray(value) && value.length <= max && value.length >= min
      ? Array.from(value, (item, index) => guard(item, `${path}[${index}]`))
      : unfit(value, path);
}

/** An object with these fields; others are left behind. */
export function record<T extends object>(shape: Shape<T>): Guard<T> {
  return (value, path) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return unfit(value, path);
    const rebuilt: Partial<T> = {};
    for (const name in shape) {
      const field = Object.hasOwn(value, name) ? (value as Record<string, unknown>)[name] : undefined;
      rebuilt[name] = shape[name](field, path ? `${path}.${name}` : name);
    }
    return rebuilt as T;
  };
}

/** The same object without any field beyond these: for what a stranger sends. */
export function closed<T extends object>(shape: Shape<T>): Guard<T> {
  const guard = record(shape);
  return (value, path) => {
    const rebuilt = guard(value, path);
    for (const name of Object.keys(value as object)) {
      if (!Object.hasOwn(shape, name)) refuse(path ? `${path}.${name}` : name, 'unknown');
    }
    return rebuilt;
  };
}
