import type { SignInWays } from '../contract/session.ts';
import type { WireLink, WireProviderProof } from '../contract/wire-session.ts';
import type { CallOptions } from './call-options.ts';
import type { PasskeysFacet, SessionFacet } from './member-facets.ts';

/** What the page was opened for, as the backend says it. */
export interface SignInTask {
  /** The site that members sign in to, as an origin. */
  readonly site: string;
  readonly ways: SignInWays;
  /** A mailed link, or `null`. */
  readonly link: WireLink | null;
  /** Somebody whom a provider knows, and what is missing to them; or `null`. */
  readonly provider: WireProviderProof | null;
  /** Where one goes without signing in; `null` where that is not known. */
  readonly leaveTo: string | null;
}

/**
 * What a backend's own page for signing in works with. It holds no session: whatever ends in one leads back to the page of the site that
 * asked, and the promise may settle before or after the browser has left.
 */
export interface SignInPageBackend {
  readonly session: Pick<SessionFacet, 'loadWays' | 'signIn' | 'signUp' | 'requestCode' | 'confirm'>;
  readonly passkeys?: Pick<PasskeysFacet, 'signIn'> | undefined;
  /** `null` where the page's address says nothing to do. @throws `not-found` for what is not good any more. */
  look(options?: CallOptions): Promise<SignInTask | null>;
  /** The address of a provider's page, which comes back to the same place; `null` where one is not to be used now. */
  hrefOf(provider: string): string | null;
  /** Uses the mailed link. @throws `invalid` with the fault of `password`; `not-found`. */
  useLink(password: string | null, options?: CallOptions): Promise<void>;
  /** Makes whom a provider knows a member, by the name that was missing. @throws `invalid` with the fault of `name`; `not-found`. */
  joinAs(name: string, options?: CallOptions): Promise<void>;
}
