import { CommentsError } from '../../contract/errors.ts';
import { sessionPaths, type WireReturn } from '../../contract/wire-session.ts';
import type { MailOptions } from '../adapter.ts';
import { keepChanged, newVerifier, random } from './device.ts';

/** What a sign-in that went elsewhere comes back to: the secret that its code is worth something with, or `null` once that was taken. */
interface Awaited {
  readonly site: string;
  readonly verifier: string | null;
  readonly since: number;
}

/** All that is awaited from one server, by its state. */
type AllAwaited = Readonly<Record<string, Awaited>>;

/** How long a mailed link may take, and a little more. */
const awaitedFor = 60 * 60_000;

/** How long it is remembered what was awaited: so long does the device know that something came too late, or a second time. */
const rememberedFor = 24 * awaitedFor;

/**
 * Begins a sign-in that comes back to an address of the site; keeps on the device what it will need. `null` for no address, on a page whose
 * browser has no cryptography for it, and where the browser keeps nothing: in the page that it comes back to, nothing would be known of it.
 */
export async function newReturn(server: string, site: string, returnTo: string | undefined): Promise<WireReturn | null> {
  if (returnTo === undefined) return null;
  const { verifier, challenge } = await newVerifier().catch(() => ({ verifier: '', challenge: null }));
  if (challenge === null) return null;
  const state = random();
  const since = Date.now();
  const isLasting = await keepChanged<AllAwaited>(keyOf(server), (held = {}) => ({
    ...Object.fromEntries(Object.entries(held).filter(([, awaited]) => Math.abs(since - awaited.since) < rememberedFor)),
    [state]: { site, verifier, since },
  }));
  if (!isLasting) return null;
  return { challenge, state, returnTo: returnTo.replace(/#.*/s, '') };
}

/**
 * The address of the server's own page, or of a provider's.
 *
 * @throws CommentsError `unsupported` on a page whose browser has no cryptography for it, or keeps nothing.
 */
export async function beginReturn(server: string, site: string, provider: string | null, returnTo: string, { language, signal }: Pick<MailOptions, 'language' | 'signal'>): Promise<string> {
  signal?.throwIfAborted();
  const back = await newReturn(server, site, returnTo);
  if (!back) {
    // Says why, where it is for want of cryptography.
    await newVerifier();
    throw new CommentsError('unsupported', 'This browser keeps nothing: a sign-in on another page could not come back.');
  }
  signal?.throwIfAborted();
  const { challenge, state, returnTo: to } = back;
  const query = new URLSearchParams({ site, challenge, state, return: to, lang: language });
  return `${server}${provider === null ? sessionPaths.page : sessionPaths.provider(provider)}?${query.toString()}`;
}

/** What belongs to a state: its verifier, which is taken once; `null` in its place where it was taken, or came too late. `null` for a state that this device does not await. */
export async function takeReturn(server: string, site: string, state: string): Promise<{ readonly verifier: string | null } | null> {
  let found: Awaited | undefined;
  await keepChanged<AllAwaited>(keyOf(server), (held = {}) => {
    found = Object.hasOwn(held, state) && held[state]?.site === site ? held[state] : undefined;
    return found ? { ...held, [state]: { ...found, verifier: null } } : Object.keys(held).length > 0 ? held : undefined;
  });
  return found ? { verifier: Math.abs(Date.now() - found.since) < awaitedFor ? found.verifier : null } : null;
}

function keyOf(server: string): string {
  return `v1:returns:${server}`;
}
