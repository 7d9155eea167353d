import { codeOf, CommentsError, isCommentsError } from '../../contract/errors.ts';
import { record, type Guard } from '../../contract/guards.ts';
import type { CodePurpose, NewMember, PendingCode, SessionView } from '../../contract/session.ts';
import {
  pendingCode,
  sessionPaths,
  signInWays,
  wireGrant,
  wireLink,
  wireProviderProof,
  type WireProviderProof,
  type WireReturn,
} from '../../contract/wire-session.ts';
import type { CallOptions, MailOptions, PasskeyCeremony } from '../adapter.ts';
import type { SignInPageBackend, SignInTask } from '../sign-in-page.ts';
import { inJson } from './credentials.ts';
import { newVerifier, random } from './device.ts';
import { exchangeWith, type Exchange, type ExchangeOptions } from './exchange.ts';

/** Where the page is, and how it is left. */
export interface ServerPageOptions extends ExchangeOptions {
  /** What the page's address says, with its `?` and its `#`. */
  readonly search: string;
  readonly hash: string;
  readonly language: string;
  /** Leads the browser elsewhere. */
  readonly go: (address: string) => void;
}

/** What a provider led to this page for, once it is known: signing in then links the two. */
interface Proof {
  readonly look: WireProviderProof;
  readonly back: WireReturn;
  readonly verifier: string;
}

const ceremony = record({ options: ((value) => Object(value) as object) satisfies Guard<object> });

/** The server's own page for signing in, over HTTP. Nothing of its address is trusted here; the server checks what it is given. */
export class ServerPage implements SignInPageBackend {
  readonly #exchange: Exchange;
  readonly #options: ServerPageOptions;
  readonly #site: string;
  /** Where the sign-in comes back to, or `null` where the address does not say. */
  readonly #back: WireReturn | null;
  readonly #token: string | null;
  /** What a provider led here with. */
  readonly #flow: string | null;
  #proof: Proof | null = null;

  constructor(options: ServerPageOptions) {
    const query = new URLSearchParams(options.search);
    const hash = new URLSearchParams(options.hash.replace(/^#/, ''));
    const [site, challenge, state, returnTo] = ['site', 'challenge', 'state', 'return'].map((name) => query.get(name) ?? '') as [string, string, string, string];
    this.#options = options;
    this.#exchange = exchangeWith(options);
    this.#site = site;
    this.#back = site && challenge && state && returnTo ? { challenge, state, returnTo } : null;
    this.#token = hash.get('link');
    this.#flow = hash.get('proof') ?? hash.get('join');
  }

  async look(options?: CallOptions): Promise<SignInTask | null> {
    const token = this.#token;
    const link = token === null ? null : await whileGood(this.#exchange(sessionPaths.linkLook, {}, wireLink, options, inJson({ token })));
    const provider = this.#flow === null ? null : await whileGood(this.#lookAtProvider(this.#flow, options));
    if (!link && !provider && !this.#back) return null;
    const site = link?.site ?? provider?.site ?? this.#site;
    const ways = await this.session.loadWays(site, options);
    return { site, ways, link, provider, leaveTo: link || provider ? null : leavingTo(site, this.#back!) };
  }

  readonly session: SignInPageBackend['session'] = {
    loadWays: (site, options) => this.#exchange(`${sessionPaths.ways}?`, { site }, signInWays, options, { credentials: 'include' }),
    signIn: (site, email, password, options) => this.#admit(sessionPaths.password, { site, email, password }, options),
    signUp: (site, { name, email, password }: NewMember, options): Promise<PendingCode> => this.#mail(sessionPaths.signUp, { site, name, email, password }, options),
    requestCode: (site, email, purpose: CodePurpose, options): Promise<PendingCode> => this.#mail(sessionPaths.code, { site, email, purpose }, options),
    confirm: (site, flow, code, password, options) => this.#admit(sessionPaths.confirm, { site, flow, code, password }, options),
  };

  readonly passkeys: SignInPageBackend['passkeys'] = {
    signIn: async (site, ask: PasskeyCeremony, options) => {
      const { options: asked } = await this.#exchange(sessionPaths.passkeyChallenge, {}, ceremony, options, inJson({ site, purpose: 'sign-in' }));
      return this.#admit(sessionPaths.passkeySignIn, { site, answer: await ask(asked) }, options);
    },
  };

  hrefOf(provider: string): string | null {
    if (!this.#back) return null;
    const { challenge, state, returnTo } = this.#back;
    const query = new URLSearchParams({ site: this.#site, challenge, state, return: returnTo, lang: this.#options.language });
    return `${this.#exchange.server}${sessionPaths.provider(provider)}?${query.toString()}`;
  }

  async useLink(password: string | null, options?: CallOptions): Promise<void> {
    await whileGood(this.#leave(sessionPaths.linkUse, { token: this.#token, password }, options));
  }

  async joinAs(name: string, options?: CallOptions): Promise<void> {
    await whileGood(this.#leave(sessionPaths.providerJoin, { flow: this.#flow, name }, options));
  }

  async #lookAtProvider(flow: string, options?: CallOptions): Promise<WireProviderProof> {
    const look = await this.#exchange(sessionPaths.providerLook, {}, wireProviderProof, options, { ...inJson({ flow }), credentials: 'include' });
    const { verifier, challenge } = await newVerifier();
    // Signing in here leads back to nobody but this page, which links with what it was led back with.
    this.#proof = { look, verifier, back: { challenge, state: random(), returnTo: look.returnTo } };
    return look;
  }

  /** What a mail's link leads back to is what this page leads back to; a link for a provider's sake would end elsewhere. */
  #mail(path: string, said: object, { language, returnTo: _, ...options }: MailOptions): Promise<PendingCode> {
    const link = this.#proof ? null : this.#back;
    return this.#exchange(path, {}, pendingCode, options, inJson({ ...said, lang: language, link }));
  }

  /** Asks to be let in, and leads back with what is given. */
  async #admit(path: string, said: object, options?: CallOptions): Promise<SessionView> {
    const proof = this.#proof;
    const hold = { kind: 'return', ...(proof?.back ?? this.#back) };
    if (!proof) return this.#leave(path, { ...said, hold }, options);
    const { leadsTo } = await this.#exchange(path, {}, wireGrant, options, inJson({ ...said, hold }));
    const code = new URLSearchParams(new URL(leadsTo ?? '', 'https://nowhere.invalid').hash.slice(1)).get('diwan');
    return this.#leave(sessionPaths.providerLink, { flow: this.#flow, code, verifier: proof.verifier }, options);
  }

  /** Does what ends in leaving. The session is the other page's: nobody here needs to know whose it is. */
  async #leave(path: string, said: object, options?: CallOptions): Promise<SessionView> {
    const { leadsTo } = await this.#exchange(path, {}, wireGrant, options, { ...inJson(said), credentials: 'include' });
    if (leadsTo !== null) this.#options.go(leadsTo);
    return { viewer: { id: '', name: '', picture: null }, since: new Date().toISOString(), isNew: false, isManaged: false };
  }
}

/** The server says of a link or a flow that is over that its code is; here nobody typed one. */
async function whileGood<T>(asked: Promise<T>): Promise<T> {
  try {
    return await asked;
  } catch (cause) {
    const isOver = codeOf(cause) === 'invalid' && isCommentsError(cause) && cause.faults.some(({ field, reason }) => reason === 'expired' && (field === 'code' || field === 'flow'));
    throw isOver ? new CommentsError('not-found', 'what the page was opened for is over', { cause }) : cause;
  }
}

/** Back to where one came from, without being signed in: only to the site itself, since anybody may write such an address. */
function leavingTo(site: string, { returnTo, state }: WireReturn): string | null {
  if (!URL.canParse(returnTo) || new URL(returnTo).origin !== site || !/^https?:/.test(returnTo)) return null;
  return `${returnTo.replace(/#.*/s, '')}#${new URLSearchParams({ 'diwan-failed': 'cancelled', state }).toString()}`;
}
