import type { SignInWays } from '../contract/session.ts';
import type { WireLink } from '../contract/wire-session.ts';
import type { CallOptions } from './call-options.ts';
import type { PasskeysFacet, SessionFacet } from './member-facets.ts';

/**
 * What a backend's own page for signing in works with. It holds no session: whatever ends in one leads back to the page of the site that
 * asked, and the promise may settle before or after the browser has left.
 */
export interface SignInPageBackend {
  /** The site that members sign in to, as an origin; `null` where the address of the page does not say. */
  readonly site: string | null;
  /** What the page was opened for: signing in; a mailed link; showing that the account with a provider's address is one's own; nothing that is known. */
  readonly purpose: 'sign-in' | 'link' | 'proof' | 'nothing';
  readonly session: Pick<SessionFacet, 'loadWays' | 'signIn' | 'signUp' | 'requestCode' | 'confirm'>;
  readonly passkeys?: Pick<PasskeysFacet, 'signIn'> | undefined;
  /** The address of a provider's page, which comes back to the same place. */
  hrefOf(provider: string): string;
  /** Where one goes without signing in; `null` where that is not known. */
  readonly leaveTo: string | null;
  /** @throws `not-found` for a link that is not good any more. */
  lookAtLink(options?: CallOptions): Promise<WireLink & { readonly ways: SignInWays }>;
  /** Uses the link, and leads back. @throws `invalid` with the fault of `password`; `not-found`. */
  useLink(password: string | null, options?: CallOptions): Promise<void>;
}
