import type { Sort } from 'diwan/contract';
import { maxIdLength } from 'diwan/contract';
import type { Sites } from '../sites.ts';
import type { RequestContext } from './endpoint.ts';
import { HttpRefusal, refuseField } from './refusals.ts';

/** The longest key of a thread, in UTF-16 units. */
const maxKeyLength = 500;

const defaultSize = 25;

/** Controls and broken surrogates, which no key holds that was ever stored. */
const unfitForKeys = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

/** The parameters of a request, read one by one; those that nobody asks for are ignored. */
export class Query {
  readonly #parameters: URLSearchParams;

  /** @param url the whole address. */
  constructor(url: string) {
    const start = url.indexOf('?');
    this.#parameters = new URLSearchParams(start < 0 ? '' : url.slice(start));
  }

  /** Whether it is there at all. */
  has(name: string): boolean {
    return this.#parameters.has(name);
  }

  /** A parameter that may be given once, or `null`. */
  text(name: string, maxLength: number = maxIdLength): string | null {
    const values = this.#parameters.getAll(name);
    if (values.length > 1) refuseField(name, 'given once');
    const [value] = values;
    if (value === undefined) return null;
    if (value === '') refuseField(name, 'not empty', 'required');
    if (value.length > maxLength) refuseField(name, `at most ${maxLength} characters`, 'too-long');
    return value;
  }

  /** A whole number from 1, or the fallback. */
  ordinal(name: string, fallback: number): number {
    const value = this.text(name);
    if (value === null) return fallback;
    const number = /^\d{1,16}$/.test(value) ? Number(value) : 0;
    return number >= 1 && Number.isSafeInteger(number) ? number : refuseField(name, 'a whole number from 1');
  }

  /** How many comments are wanted at most; a larger wish is answered with the most there is. */
  size(most: number): number {
    return Math.min(this.ordinal('size', Math.min(defaultSize, most)), most);
  }

  /** The order. */
  sort(): Sort {
    const sort = this.text('sort') ?? 'oldest';
    return sort === 'oldest' || sort === 'newest' ? sort : refuseField('sort', 'oldest or newest', 'unknown');
  }

  /** The site's id. */
  site(sites: Sites): string {
    return siteNamed(this.text('site', maxKeyLength) ?? refuseField('site', 'given', 'required'), sites);
  }

  /** One thread's key. */
  thread(): string {
    return checkedKey(this.text('thread', maxKeyLength) ?? refuseField('thread', 'given', 'required'), 'thread');
  }

  /** The keys of many threads. */
  threads(most: number): readonly string[] {
    const keys = this.#parameters.getAll('thread');
    if (keys.length > most) refuseField('thread', `given at most ${most} times`, 'too-long');
    for (const key of keys) {
      if (key === '') refuseField('thread', 'not empty', 'required');
      if (key.length > maxKeyLength) refuseField('thread', `at most ${maxKeyLength} characters`, 'too-long');
      checkedKey(key, 'thread');
    }
    return keys;
  }
}

/** A comment's id as it stands in a path. */
export function idIn(context: RequestContext): string {
  const id = context.req.param('id') ?? '';
  return id.length > maxIdLength ? refuseField('id', `at most ${maxIdLength} characters`, 'too-long') : id;
}

/** The id of the site that a page names. */
export function siteNamed(origin: string, sites: Sites): string {
  return sites.idOf(origin) ?? refuseSite('The site that was named is not one of this server. Its owner lists the sites in DIWAN_SITES.');
}

/** Refuses a request in a site's name. */
export function refuseSite(detail: string): never {
  throw new HttpRefusal(403, 'forbidden', detail);
}

/** A thread's key, sent in this field. */
export function checkedKey(key: string, field: string): string {
  return unfitForKeys.test(key) ? refuseField(field, 'free of control characters', 'characters') : key;
}
