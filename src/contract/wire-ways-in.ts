/** Members over HTTP: what is asked with by ways in beside passwords and codes. The paths are in `wire-session.ts`. */
import { oneOf, record, refuse, text, type Guard } from './guards.ts';
import { wireHold, type WireHold, type WireSite } from './wire-session.ts';
import { wireId } from './wire.ts';

/** A wish for what WebAuthn asks a device with. */
export interface WirePasskeyWish extends WireSite {
  readonly purpose: 'sign-in' | 'add';
}

/** A passkey's answer. */
export interface WirePasskeySignIn extends WireSite {
  readonly answer: object;
  readonly hold: WireHold;
}

/** A name for somebody whom a provider knows. */
export interface WireProviderJoin {
  readonly flow: string;
  readonly name: string;
}

/** The account that a provider is to be linked with: `code` and `verifier` as of `WireRedemption`, from a sign-in with the hold `return` on the server's own page. */
export interface WireProviderLink {
  readonly flow: string;
  readonly code: string;
  readonly verifier: string;
}

const site = text(500, 1);

/** What a browser answers of a credential, as it came: whatever it holds. */
export const wireCredential: Guard<object> = (value, path) => (typeof value === 'object' && value !== null && !Array.isArray(value) ? value : refuse(path));

/** Guards a flow that a provider led to. */
export const wireProviderLook: Guard<{ readonly flow: string }> = record({ flow: wireId });
/** Guards a name for somebody whom a provider knows. */
export const wireProviderJoin: Guard<WireProviderJoin> = record<WireProviderJoin>({ flow: wireId, name: text(1000) });
/** Guards the account that a provider is linked with. */
export const wireProviderLink: Guard<WireProviderLink> = record<WireProviderLink>({ flow: wireId, code: text(200, 1), verifier: text(128, 43) });
/** Guards a wish for a challenge: to sign in with a passkey, or to add one. */
export const wirePasskeyWish: Guard<WirePasskeyWish> = record<WirePasskeyWish>({ site, purpose: oneOf('sign-in', 'add') });
/** Guards a passkey's answer; what stands in it is for the server. */
export const wirePasskeySignIn: Guard<WirePasskeySignIn> = record<WirePasskeySignIn>({ site, answer: wireCredential, hold: wireHold });
