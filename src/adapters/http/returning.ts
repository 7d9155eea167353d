import { sessionPaths, type WireReturn } from '../../contract/wire-session.ts';
import type { MailOptions } from '../adapter.ts';
import { keepChanged, newVerifier, random } from './device.ts';

/** What a sign-in that went elsewhere comes back to: the secret that its code is worth something with. */
interface Awaited {
  readonly site: string;
  readonly verifier: string;
  readonly since: number;
}

/** All that is awaited from one server, by its state. */
type AllAwaited = Readonly<Record<string, Awaited>>;

/** How long a mailed link may take, and a little more: what is older is cleared away. */
const awaitedFor = 60 * 60_000;

/** Begins a sign-in that comes back to an address of the site; keeps on the device what it will need. `null` for no address, and on a page whose browser has no cryptography for it. */
export async function newReturn(server: string, site: string, returnTo: string | undefined): Promise<WireReturn | null> {
  if (returnTo === undefined) return null;
  const { verifier, challenge } = await newVerifier().catch(() => ({ verifier: '', challenge: null }));
  if (challenge === null) return null;
  const state = random();
  const since = Date.now();
  await keepChanged<AllAwaited>(keyOf(server), (held = {}) => ({
    ...Object.fromEntries(Object.entries(held).filter(([, awaited]) => Math.abs(since - awaited.since) < awaitedFor)),
    [state]: { site, verifier, since },
  }));
  return { challenge, state, returnTo: returnTo.replace(/#.*/s, '') };
}

/**
 * The address of the server's own page, or of a provider's.
 *
 * @throws CommentsError `unsupported` on a page whose browser has no cryptography for it.
 */
export async function beginReturn(server: string, site: string, provider: string | null, returnTo: string, { language, signal }: Pick<MailOptions, 'language' | 'signal'>): Promise<string> {
  signal?.throwIfAborted();
  const back = await newReturn(server, site, returnTo);
  // Says why.
  if (!back) await newVerifier();
  const { challenge, state, returnTo: to } = back!;
  const query = new URLSearchParams({ site, challenge, state, return: to, lang: language });
  return `${server}${provider === null ? sessionPaths.page : sessionPaths.provider(provider)}?${query.toString()}`;
}

/** The code and the verifier for what stands in a fragment; `null` where it brings no code, or the device awaits none with that state. Each is taken once. */
export async function finishReturn(server: string, site: string, fragment: string): Promise<{ readonly code: string; readonly verifier: string } | null> {
  const came = new URLSearchParams(fragment.replace(/^#/, ''));
  const state = came.get('state') ?? '';
  const code = came.get('diwan');
  let found: Awaited | undefined;
  await keepChanged<AllAwaited>(keyOf(server), (held = {}) => {
    const { [state]: awaited, ...others } = held;
    found = awaited;
    return Object.keys(others).length > 0 ? others : undefined;
  });
  return code && found?.site === site ? { code, verifier: found.verifier } : null;
}

function keyOf(server: string): string {
  return `v1:returns:${server}`;
}
