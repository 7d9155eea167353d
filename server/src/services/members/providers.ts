import { createHash, randomBytes } from 'node:crypto';
import { CommentsError, sessionPaths, type ProviderView, type WireProviderProof, type WireRedemption, type WireReturn } from 'diwan/contract';
import * as client from 'openid-client';
import type { Connection, Database } from '../../store/database.ts';
import { findIdentity, insertIdentity } from '../../store/identities.ts';
import { findMember, memberByEmail, type MemberRow } from '../../store/members.ts';
import type { Secrets } from '../secrets.ts';
import type { Chores } from './chores.ts';
import type { Granted, Grants } from './grants.ts';
import type { Joining } from './joining.ts';
import type { MemberLetters } from './letters.ts';
import { ProviderClient, type ProviderChecks, type ProviderIdentity } from './provider-client.ts';
import type { ProviderSettings } from './provider-settings.ts';
import { SealedFlows } from './sealed-flows.ts';
import { stillReader, type Reader } from './sessions.ts';
import { maskedEmail, subjectMark } from './settings.ts';

/** What connecting with providers works with. */
export interface ProvidersOptions {
  readonly database: Database;
  readonly secrets: Secrets;
  readonly grants: Grants;
  readonly joining: Joining;
  readonly chores: Chores;
  readonly letters: MemberLetters;
  readonly settings: readonly ProviderSettings[];
  /** The server's address, without a slash at the end. */
  readonly base: () => string;
  readonly now: () => number;
  /** Who is told why a provider could not be used: in words of ours, without anything that it sent. */
  readonly tell: (failure: Error) => void;
}

/** A way through a provider that begins. */
export interface ProviderBeginning {
  readonly site: string;
  readonly provider: string;
  readonly back: WireReturn;
  readonly language: string | null;
  /** Whether a member who is signed in on the site connects: the code that comes back lets nobody in. */
  readonly connects: boolean;
}

/** How a way through a provider ended. */
export type ProviderEnd =
  /** An address to go on to: of the site, or of the server's own page. */
  | { readonly kind: 'leads'; readonly to: string; readonly isUnfinished: boolean }
  /** Nothing that was begun here, in this browser, a little while ago; where it began and in which language, as far as that is known. */
  | { readonly kind: 'over'; readonly returnTo: string | null; readonly language: string | null };

interface BegunDetails extends ProviderChecks {
  readonly provider: string;
  readonly back: WireReturn;
  readonly connects: boolean;
  readonly language: string | null;
}

/** What a sign-in came back with. */
type Proof = Pick<WireRedemption, 'code' | 'verifier'>;

/** Somebody who is known at a provider and not yet here. */
interface ProofDetails {
  readonly identity: ProviderIdentity;
  /** The provider's name. */
  readonly provider: string;
  readonly back: WireReturn;
}

const minute = 60_000;

/** How long one may take at the provider, and how long on the server's own page afterwards: a mail may have to be waited for. */
export const providerLife = 10 * minute;
export const proofLife = 30 * minute;

/** How long what came back to connect is good. */
const connectionLife = minute;

/**
 * Lets readers in by providers. Whoever has an account elsewhere is known by issuer and subject alone; an address says nothing but which account
 * must be signed in to before the two are linked. Every flow is bound to the browser that began it, so that what somebody else began is of no use there.
 */
export class Providers {
  readonly #options: ProvidersOptions;
  readonly #clients: ReadonlyMap<string, ProviderClient>;
  readonly #begun: SealedFlows<Omit<BegunDetails, 'state'>>;
  readonly #proofs: SealedFlows<ProofDetails>;
  readonly #connections: SealedFlows<ProofDetails>;

  constructor(options: ProvidersOptions) {
    this.#options = options;
    const { database, secrets, now, settings } = options;
    this.#clients = new Map(settings.map((each) => [each.id, new ProviderClient(each, now)]));
    this.#begun = new SealedFlows({ database, secrets, now, purpose: 'provider', life: providerLife });
    this.#proofs = new SealedFlows({ database, secrets, now, purpose: 'proof', life: proofLife });
    this.#connections = new SealedFlows({ database, secrets, now, purpose: 'connection', life: connectionLife });
  }

  /** The providers, as readers are told of them. */
  get views(): readonly ProviderView[] {
    return this.#options.settings.map(({ id, name, icon }) => ({ id, name, icon }));
  }

  /** Where a provider leads back to, as it has to be registered there. */
  callbackOf(provider: string): string {
    return `${this.#options.base()}${sessionPaths.provider(provider)}/callback`;
  }

  /**
   * Where the reader goes to: the provider, or back to the site where that cannot be reached.
   *
   * @param browser what only this browser has.
   * @throws CommentsError `not-found` for no provider of ours; `invalid` for an address to return to that is not the site's.
   */
  async begin({ site, provider, back, language, connects }: ProviderBeginning, browser: string): Promise<string> {
    const found = this.#clients.get(provider);
    if (!found) throw new CommentsError('not-found', 'There is no such provider.');
    const { database, grants } = this.#options;
    const redirectTo = this.callbackOf(provider);
    const checked = { ...back, returnTo: grants.checkReturn(site, back).href };
    const verifier = randomBytes(32).toString('base64url');
    const nonce = randomBytes(32).toString('base64url');
    try {
      // Asked first, since it may have to be waited for, and a write waits for nothing.
      await found.begin(redirectTo, { state: '', nonce, verifier }, language);
    } catch (thrown) {
      this.#tell(provider, thrown);
      return failedAddress(checked, 'failed');
    }
    const details = { provider, verifier, nonce, back: checked, connects, language };
    const state = await database.write((connection) => this.#begun.begin(connection, { site, browser, details }));
    return await found.begin(redirectTo, { state, nonce, verifier }, language);
  }

  /**
   * Goes on with whoever comes back from a provider.
   *
   * @param cameTo our own address, with all that the provider gave along.
   */
  async finish(provider: string, cameTo: URL, browser: string | null): Promise<ProviderEnd> {
    const { database, chores } = this.#options;
    const [state, ...others] = cameTo.searchParams.getAll('state');
    if (state === undefined || others.length > 0) return { kind: 'over', returnTo: null, language: null };
    const flow = await database.write((connection) => this.#begun.claim(connection, state, browser));
    if (!flow) {
      const begun = await this.#begun.remembered(state);
      return { kind: 'over', returnTo: begun?.back.returnTo ?? null, language: begun?.language ?? null };
    }
    const { site, details } = flow;
    const found = this.#clients.get(provider);
    let identity: ProviderIdentity;
    try {
      if (!found || details.provider !== provider) throw new Error('What was begun with one provider came back from another.');
      identity = await found.finish(cameTo, { ...details, state });
    } catch (thrown) {
      const isCancelled = thrown instanceof client.AuthorizationResponseError && thrown.error === 'access_denied';
      if (!isCancelled) this.#tell(provider, thrown);
      return leads(failedAddress(details.back, isCancelled ? 'cancelled' : 'failed'));
    }
    const proof: ProofDetails = { identity, provider: found.settings.name, back: details.back };
    const end = await database.write((connection) => (details.connects ? this.#leadConnection(connection, site, proof) : this.#letIn(connection, site, proof, browser)));
    void chores.goOn();
    return end;
  }

  /** What the server's own page is told of a flow that has to be finished there. @throws CommentsError as {@link join}. */
  async look(id: string, browser: string | null): Promise<WireProviderProof> {
    const flow = await this.#proofs.find(id, browser);
    if (!flow) throw over();
    const { site, details } = flow;
    const { identity, provider, back } = details;
    const account = await this.#memberUnder(this.#options.database.reader, site, identity.email);
    return { site, provider, needs: identity.email !== null && !account ? 'name' : 'account', name: identity.name, email: identity.email === null ? null : maskedEmail(identity.email), returnTo: back.returnTo };
  }

  /**
   * Makes a member of somebody whose address the provider confirmed, under a name of their choice.
   *
   * @throws CommentsError `invalid`: fault `flow` `expired` for one that is over, or of another browser; fault `name`, with which the flow
   *   stays good; `conflict` where there is an account with that address, or none was confirmed: it wants {@link link}.
   */
  async join(id: string, name: string, browser: string | null): Promise<Granted> {
    const { database, grants, joining, chores } = this.#options;
    const granted = await database.write(async (connection) => {
      const flow = await this.#proofs.claim(connection, id, browser);
      if (!flow) throw over();
      const { site, details } = flow;
      const { identity, back } = details;
      if (identity.email === null || (await this.#memberUnder(connection, site, identity.email))) throw new CommentsError('conflict', 'This needs an account to be signed in to.');
      const member = await joining.join(connection, { site, name, email: identity.email });
      await this.#connect(connection, member, details);
      return await grants.grant(connection, member, { hold: { kind: 'return', ...back }, device: null, isNew: true });
    });
    void chores.goOn();
    return granted;
  }

  /**
   * Links a provider with the account that was just signed in to on the server's own page, and lets its member in.
   *
   * @param proof the code that this sign-in came back with, and its verifier.
   * @throws CommentsError `invalid` as {@link join}; with fault `code` `expired` for a code that is not good; `forbidden` where the provider
   *   confirmed an address that is another account's.
   */
  async link(id: string, proof: Proof, { browser, device }: { readonly browser: string | null; readonly device: string | null }): Promise<Granted> {
    const { database, grants, chores } = this.#options;
    const granted = await database.write(async (connection) => {
      const flow = await this.#proofs.claim(connection, id, browser);
      if (!flow) throw over();
      const { site, details } = flow;
      const comer = await grants.comerOf(connection, site, proof);
      if (!comer) throw new CommentsError('invalid', 'The code is not good (any more).', { faults: [{ field: 'code', reason: 'expired' }] });
      const { member, isNew } = comer;
      const { email } = details.identity;
      const owner = await this.#memberUnder(connection, site, email);
      if (owner && owner.id !== member.id) throw new CommentsError('forbidden', 'The address is another account’s.');
      await this.#connect(connection, member, details);
      if (!isNew) await this.#tellOf(connection, member, details, device);
      return await grants.grant(connection, member, { hold: { kind: 'return', ...details.back }, device, isNew });
    });
    void chores.goOn();
    return granted;
  }

  /**
   * Connects a member who is signed in with what came back to their own page.
   *
   * @throws CommentsError `invalid`, fault `code` `expired`; `conflict` where it is another member's; `forbidden` for those whom the site signs in.
   */
  async connect({ site, member, session }: Reader, { code, verifier }: Proof): Promise<void> {
    if (session.is_managed === 1) throw new CommentsError('forbidden', 'The site itself signs its members in.');
    await this.#options.database.write(async (connection) => {
      const flow = await this.#connections.claim(connection, code, null);
      const isTheirs = flow?.site === site && flow.details.back.challenge === createHash('sha256').update(verifier).digest('base64url');
      if (!isTheirs) throw new CommentsError('invalid', 'The code is not good (any more).', { faults: [{ field: 'code', reason: 'expired' }] });
      await stillReader(connection, { site, member, session });
      await this.#connect(connection, member, flow.details);
      await this.#tellOf(connection, member, flow.details, session.device);
    });
  }

  async #letIn(connection: Connection, site: string, proof: ProofDetails, browser: string | null): Promise<ProviderEnd> {
    const { grants, joining } = this.#options;
    const { identity, back } = proof;
    const known = await findIdentity(connection, site, identity.issuer, subjectMark(this.#options.secrets, { site, ...identity }));
    let member = known && (await findMember(connection, site, known.member_id));
    const isNew = !member && identity.email !== null && !(await this.#memberUnder(connection, site, identity.email));
    if (isNew && identity.name !== null && (await joining.faultOf(connection, site, identity.name)) === null) {
      member = await joining.join(connection, { site, name: identity.name, email: identity.email });
      await this.#connect(connection, member, proof);
    }
    if (!member) {
      const id = await this.#proofs.begin(connection, { site, browser, details: proof });
      return { kind: 'leads', to: `${this.#options.base()}${sessionPaths.page}#${isNew ? 'join' : 'proof'}=${id}`, isUnfinished: true };
    }
    const { grant } = await grants.grant(connection, member, { hold: { kind: 'return', ...back }, device: null, isNew });
    return leads(grant.leadsTo ?? back.returnTo);
  }

  async #leadConnection(connection: Connection, site: string, proof: ProofDetails): Promise<ProviderEnd> {
    const code = await this.#connections.begin(connection, { site, browser: null, details: proof });
    return leads(`${proof.back.returnTo}#${new URLSearchParams({ diwan: code, state: proof.back.state }).toString()}`);
  }

  async #connect(connection: Connection, { site, id }: MemberRow, { identity, provider }: ProofDetails): Promise<void> {
    const { issuer } = identity;
    const subject = subjectMark(this.#options.secrets, { site, ...identity });
    const known = await findIdentity(connection, site, issuer, subject);
    if (known?.member_id === id) return;
    if (known) throw new CommentsError('conflict', 'It is connected with another account.');
    await insertIdentity(connection, { site, issuer, subject, member_id: id, provider, created_at: this.#options.now() });
  }

  async #tellOf(connection: Connection, member: MemberRow, { provider }: ProofDetails, device: string | null): Promise<void> {
    await this.#options.letters.tell(connection, member, { kind: 'provider-connected', at: this.#options.now(), device, provider });
  }

  async #memberUnder(connection: Connection, site: string, email: string | null): Promise<MemberRow | null> {
    return email === null ? null : await memberByEmail(connection, site, this.#options.secrets.lookup(email, site));
  }

  #tell(provider: string, thrown: unknown): void {
    const code = typeof thrown === 'object' && thrown !== null && 'code' in thrown ? String(thrown.code) : 'no code';
    this.#options.tell(new Error(`The provider ${provider} could not be used (${code}).`));
  }
}

/** Where a way through a provider that led nowhere comes back to. */
export function failedAddress({ returnTo, state }: Pick<WireReturn, 'returnTo' | 'state'>, reason: 'cancelled' | 'failed'): string {
  return `${returnTo}#${new URLSearchParams({ 'diwan-failed': reason, state }).toString()}`;
}

function leads(to: string): ProviderEnd {
  return { kind: 'leads', to, isUnfinished: false };
}

function over(): CommentsError {
  return new CommentsError('invalid', 'This is over, or was begun in another browser.', { faults: [{ field: 'flow', reason: 'expired' }] });
}
