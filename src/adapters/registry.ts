import type { CommentsAdapter } from './adapter.ts';

/** Makes an adapter for a server's absolute address. One that must be fetched first is given as a promise. */
export type AdapterFactory = (server: string) => CommentsAdapter | Promise<CommentsAdapter>;

/** An adapter in use. */
export interface AdapterLease {
  readonly adapter: CommentsAdapter | Promise<CommentsAdapter>;
  /** Gives it back; the last one who does closes it. */
  release(): void;
}

const factories = new Map<string, AdapterFactory>();
const inUse = new Map<string, { readonly adapter: AdapterLease['adapter']; users: number }>();

/** Makes a backend known by a name, for `<diwan-comments adapter="name">`. A later one of the same name takes its place. */
export function registerAdapter(name: string, factory: AdapterFactory): void {
  factories.set(name, factory);
}

/** Whether a backend is known by the name. */
export function isRegistered(name: string): boolean {
  return factories.has(name);
}

/**
 * Takes the adapter of a name and server into use. Widgets of one page that name the same share it.
 *
 * @throws a plain `Error` for a name that nobody registered.
 */
export function borrowAdapter(name: string, server: string): AdapterLease {
  const key = `${name} ${server}`;
  let shared = inUse.get(key);
  if (!shared) {
    const factory = factories.get(name);
    if (!factory) throw new Error(`no adapter is called "${name}"`);
    shared = { adapter: factory(server), users: 0 };
    inUse.set(key, shared);
  }
  const { adapter } = shared;
  shared.users++;
  let release = () => {
    release = () => {};
    if (--shared.users) return;
    inUse.delete(key);
    void Promise.resolve(adapter).then((closing) => closing.close(), () => {});
  };
  return { adapter, release: () => release() };
}
