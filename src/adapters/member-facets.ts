import type { AccountChange, AccountView, CommentsFate, OwnCommentView, ProfileView, Proof } from '../contract/account.ts';
import type { CommentId } from '../contract/ids.ts';
import type { Page, PageQuery } from '../contract/page.ts';
import type { CodePurpose, NewMember, PendingCode, SessionView, SignInWays, SignOutScope } from '../contract/session.ts';
import type { CallOptions } from './call-options.ts';

/** What a call takes that makes the backend send a mail. */
export interface MailOptions extends CallOptions {
  /** The BCP 47 tag of the language to write in. */
  readonly language: string;
  /** The page that a link in the mail leads back to; left out where there is none to come back to. */
  readonly returnTo?: string | undefined;
}

/**
 * Members: who is signed in on this device, and how one comes to be. What the session is held by (a cookie, tokens, nothing) is the
 * adapter's own affair; from the first answer on, its other methods speak for the member. Members of two sites have nothing in common.
 *
 * Whatever concerns an address answers alike, and after the same time, whether that is known or not.
 */
export interface SessionFacet {
  /** How readers can sign in on the page that asks. Does not change while the page lives. */
  loadWays(site: string, options?: CallOptions): Promise<SignInWays>;

  /** Who is signed in on this device, or `null`. Called where a device may have a session, and again when another tab says that something changed. */
  loadSession(site: string, options?: CallOptions): Promise<SessionView | null>;

  /**
   * Asks for an account and mails a code and a link. There is no member, no session and no taken name until {@link confirm}. To an address that
   * has an account goes a mail that says so, with a code to sign in.
   *
   * @throws `invalid` with the faults of `name` (`taken`), `email`, `password` (`too-short`, `common`); `rate-limited`.
   */
  signUp(site: string, member: NewMember, options: MailOptions): Promise<PendingCode>;

  /**
   * @throws `unauthenticated` for a pair that does not fit, known address or not; `rate-limited`; `forbidden` where passwords may not be
   *   typed on the page that asks.
   */
  signIn(site: string, email: string, password: string, options?: CallOptions): Promise<SessionView>;

  /**
   * Mails a code and a link, for signing in without a password or for a new one. `deletion` needs a session, and goes to its member.
   *
   * @throws `invalid` with the fault of `email`; `rate-limited`.
   */
  requestCode(site: string, email: string, purpose: CodePurpose, options: MailOptions): Promise<PendingCode>;

  /**
   * Ends what {@link signUp} or {@link requestCode} began. After `reset`, every other session of the member is ended.
   *
   * @param password the new one, with `reset`; else `null`. While it is refused, the code stays good.
   * @throws `invalid` with a fault: of `code`, `wrong` or `expired` (after its time, its use, or five wrong tries); of `password`;
   *   of `name`, `taken`, when somebody else took it meanwhile.
   */
  confirm(site: string, flow: string, code: string, password: string | null, options?: CallOptions): Promise<SessionView>;

  /** Ends sessions. Where nobody is signed in, nothing happens. After `here` and `everywhere`, {@link loadSession} answers `null`. */
  signOut(site: string, scope: SignOutScope, options?: CallOptions): Promise<void>;
}

/** Sign-in on a page of the backend or of a provider, in a popup or in the same tab. It comes back to the page, and needs no opener. */
export interface SignInPagesFacet {
  /**
   * The address to open. It comes back to `returnTo` with something in the fragment, for {@link finish}. What belongs to it is kept on this
   * device, so that what came back to another device is of no use there.
   *
   * @param provider the id of one of `SignInWays.providers`, or `null` for the backend's own page.
   * @param returnTo an absolute address of the site.
   */
  begin(site: string, provider: string | null, returnTo: string, options: Pick<MailOptions, 'language' | 'signal'>): Promise<string>;

  /**
   * What a fragment of the page's address, with its `#`, came back with: a session; or `null` when it was given up, or is not for this device.
   *
   * @throws `invalid`, fault `code` `expired`, when it came too late or a second time.
   */
  finish(site: string, fragment: string, options?: CallOptions): Promise<SessionView | null>;
}

/** Asks the reader's device: given the options of WebAuthn in JSON, answers the credential in JSON; rejects with the browser's own error. */
export type PasskeyCeremony = (options: object) => Promise<object>;

/** Passkeys (WebAuthn Level 3). */
export interface PasskeysFacet {
  /** @throws `unauthenticated` for a key that is not known (any more). */
  signIn(site: string, ask: PasskeyCeremony, options?: CallOptions): Promise<SessionView>;
  /** Adds one to the account of whoever is signed in. `name`: 1 to 80 code points, for its owner alone. */
  add(site: string, name: string, make: PasskeyCeremony, options?: CallOptions): Promise<AccountView>;
  remove(site: string, id: string, options?: CallOptions): Promise<AccountView>;
}

/** The site's own users. */
export interface SingleSignOnFacet {
  /**
   * Signs in whom the site's token names, and makes them a member the first time.
   *
   * @param token a JWT of the site, good for a few minutes and for one session.
   * @throws `unauthenticated` for one that is not the site's, not for this, too old, or was used before.
   */
  signInWith(site: string, token: string, options?: CallOptions): Promise<SessionView>;
}

/** What members do with their own account. Everything but {@link loadProfile} throws `unauthenticated` where nobody is signed in. */
export interface AccountFacet {
  loadAccount(site: string, options?: CallOptions): Promise<AccountView>;

  /** @throws `invalid` with the faults of `name` (`taken`), `about`, `settings.language`. */
  changeAccount(site: string, change: AccountChange, options?: CallOptions): Promise<AccountView>;

  /**
   * Takes another picture, or none. What is kept is made anew from its pixels: small, square, and without what the camera wrote into it.
   *
   * @throws `invalid` with the fault of `picture`: `too-long` for too many bytes, `malformed` for what is no image.
   */
  changePicture(site: string, image: Blob | null, options?: CallOptions): Promise<AccountView>;

  /**
   * Sets a password, and ends every other session.
   *
   * @param current `null` for an account without one.
   * @throws `invalid` with the faults of `current` (`wrong`) and `password`.
   */
  changePassword(site: string, current: string | null, password: string, options?: CallOptions): Promise<AccountView>;

  /** Signs out one device ({@link AccountView.devices}). One that is gone is no error. */
  endSession(site: string, id: string, options?: CallOptions): Promise<AccountView>;

  /** The member's comments in all threads of the site, the newest first, held ones too. */
  loadComments(site: string, query: PageQuery, options?: CallOptions): Promise<Page<OwnCommentView>>;

  /** Comments that were posted as a guest under the member's confirmed address, the newest first, at most 100. */
  loadEarlier(site: string, options?: CallOptions): Promise<readonly OwnCommentView[]>;

  /** Makes some of {@link loadEarlier} the member's own, under their name; what is not among them is passed over. Answers how many. */
  claim(site: string, ids: readonly CommentId[], options?: CallOptions): Promise<number>;

  /** Everything about the member, as JSON. */
  download(site: string, options?: CallOptions): Promise<Blob>;

  /**
   * Deletes the account and ends all its sessions.
   *
   * @throws `invalid` with the fault of `password` or `code`; `forbidden` for `isFresh` of a session that is not, or where there is another proof.
   */
  remove(site: string, comments: CommentsFate, proof: Proof, options?: CallOptions): Promise<void>;

  /** What everybody may see of a member. @throws `not-found` */
  loadProfile(site: string, member: string, options?: CallOptions): Promise<ProfileView>;
}
