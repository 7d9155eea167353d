import type { CommentsAdapter } from '../../adapters/adapter.ts';
import { isRegistered } from '../../adapters/registry.ts';
import type { Sort, ThreadRef } from '../../contract/thread.ts';
import type { TextStore } from '../../state/preferences.ts';

/** Query parameters that say where a reader came from, not what the page is. */
const noise = /^(utm_\w*|comments(-\d+)?|\w*clk?id|mc_[ce]id)=/;

/** The page's `localStorage`, or `null` where it is refused. */
export function textStore(): TextStore | null {
  try {
    return localStorage;
  } catch {
    return null;
  }
}

/** The adapter an attribute or property asks for; `http` where it asks for none or for one that nobody registered. */
export function adapterOf(wish: string | CommentsAdapter | null): string | CommentsAdapter {
  return typeof wish === 'object' ? wish ?? 'http' : isRegistered(wish) ? wish : 'http';
}

/** The page size an attribute or property asks for; 25 where it asks for none or for nonsense. */
export function pageSizeOf(wish: unknown): number {
  const size = Number(wish);
  return Number.isInteger(size) && size >= 1 && size <= 100 ? size : 25;
}

/** The order an attribute or property asks for; oldest first where it asks for none or for nonsense. */
export function sortOf(wish: unknown): Sort {
  return wish === 'newest' ? wish : 'oldest';
}

/** Which discussion a page means: what the owner named, else its canonical address without noise, as a path where it is of this site. */
export function threadOf(named: string | number | null): ThreadRef {
  const { origin: site } = location;
  const canonical = document.querySelector<HTMLLinkElement>('link[rel~=canonical]')?.href ?? '';
  const { protocol, origin, pathname, search } = new URL(URL.canParse(canonical) ? canonical : location.href);
  const query = search.slice(1).split('&').filter((part) => part && !noise.test(part)).join('&');
  const isElsewhere = /^http/.test(protocol) && origin !== site;
  const key = `${named ?? ''}`.trim() || (isElsewhere ? origin : '') + pathname + (query && `?${query}`);
  return { site, key: key.slice(0, 500), url: null, title: null };
}
