import { loadPreferences, type TextStore } from './preferences.ts';
import { savePreferences } from './save-preferences.ts';
import type { Session } from './session.ts';

/** What a page gives to sign its own users in: a token, or what fetches one and answers `null` where nobody is signed in on the site. */
export type SignOn = string | (() => Promise<string | null>);

/**
 * Signs in whoever is signed in on the site, silently, and out whoever is not any more. Does nothing where the backend takes no users of
 * the site, or the very user is signed in already.
 *
 * @throws as `SingleSignOnFacet.signInWith`, and what the page's own function throws.
 */
export async function signOn(session: Session, wish: SignOn, texts: TextStore | null): Promise<void> {
  const facet = session.adapter.singleSignOn;
  if (!facet || !(await session.loadWays()).singleSignOn) return;
  const token = typeof wish === 'string' ? wish : await wish();
  if (session.signal.aborted) return;
  if (!token) {
    if (session.view?.isManaged) await session.signOut('here');
    return;
  }
  const user = userOf(token);
  if (session.presence === 'member' && (!session.view?.isManaged || loadPreferences(texts).user === user)) return;
  const view = await facet.signInWith(session.site, token, { signal: session.signal });
  savePreferences(texts, { user });
  session.take(view);
}

/** Whom a token names. It is not trusted, only compared: whether it is true, the backend says. */
function userOf(token: string): string {
  try {
    const { sub } = JSON.parse(atob(token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/'))) as { readonly sub?: unknown };
    return String(sub);
  } catch {
    return '';
  }
}
