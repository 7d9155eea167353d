import type { AccountFacet, SessionFacet } from '../adapters/adapter.ts';
import {
  accountView, newCommentId, pendingCode, profileView, sessionView, signInWays, wireEarlier, wireOwnList, type AccountChange, type AccountView,
  type CodePurpose, type CommentId, type CommentView, type OwnCommentView, type Page, type PageQuery, type PendingCode, type ProfileView,
  type SessionView, type SignInWays, type SignOutScope, type ThreadRef, type ViewerView,
} from '../contract/index.ts';
import { guarded, present, type Trial } from './trial.ts';

/** Somebody who joins, as nobody before them. */
export interface Person {
  readonly name: string;
  readonly email: string;
  readonly password: string;
}

/** Makes up somebody: name, address and password are nobody else's. */
export function newPerson(said: Partial<Person> = {}): Person {
  const mark = newCommentId().slice(-12);
  return { name: `Reader ${mark}`, email: `reader.${mark}@kit.example`, password: `A quiet mule ${mark.split('').reverse().join('')}`, ...said };
}

/** A trial of what members do on one device: every answer has passed the contract's guards. */
export class MemberTrial {
  readonly trial: Trial;
  readonly #site: string;

  constructor(trial: Trial) {
    this.trial = trial;
    this.#site = trial.site;
  }

  /** The facet, in a rule that needs it. An adapter may learn of it from its server's first answer. */
  async session(): Promise<SessionFacet> {
    await this.#learn();
    return present(this.trial.adapter.session, 'the facet session');
  }

  /** As {@link session}. */
  async account(): Promise<AccountFacet> {
    await this.#learn();
    return present(this.trial.adapter.account, 'the facet account');
  }

  async ways(): Promise<SignInWays> {
    return checked(signInWays, await (await this.session()).loadWays(this.#site), 'loadWays');
  }

  async whoIsThere(): Promise<SessionView | null> {
    const answer = await (await this.session()).loadSession(this.#site);
    return answer && checked(sessionView, answer, 'loadSession');
  }

  async signUp({ name, email }: Person, password: string | null): Promise<PendingCode> {
    return checked(pendingCode, await (await this.session()).signUp(this.#site, { name, email, password }, mailing), 'signUp');
  }

  async signIn(email: string, password: string): Promise<SessionView> {
    return checked(sessionView, await (await this.session()).signIn(this.#site, email, password), 'signIn');
  }

  async request(email: string, purpose: CodePurpose): Promise<PendingCode> {
    return checked(pendingCode, await (await this.session()).requestCode(this.#site, email, purpose, mailing), 'requestCode');
  }

  async confirm({ flow }: Pick<PendingCode, 'flow'>, code: string, password: string | null = null): Promise<SessionView> {
    return checked(sessionView, await (await this.session()).confirm(this.#site, flow, code, password), 'confirm');
  }

  async signOut(scope: SignOutScope): Promise<void> {
    await (await this.session()).signOut(this.#site, scope);
  }

  /** Somebody new signs up and confirms their address: they are signed in here. */
  async join(said: Partial<Person> = {}, password?: null): Promise<Person & { readonly viewer: ViewerView }> {
    const person = newPerson(said);
    const pending = await this.signUp(person, password === null ? null : person.password);
    const { viewer } = await this.confirm(pending, await this.trial.codeSentTo(person.email));
    return { ...person, viewer };
  }

  async load(): Promise<AccountView> {
    return checked(accountView, await (await this.account()).loadAccount(this.#site), 'loadAccount');
  }

  async change(change: AccountChange): Promise<AccountView> {
    return checked(accountView, await (await this.account()).changeAccount(this.#site, change), 'changeAccount');
  }

  async picture(image: Blob | null): Promise<AccountView> {
    return checked(accountView, await (await this.account()).changePicture(this.#site, image), 'changePicture');
  }

  async password(current: string | null, password: string): Promise<AccountView> {
    return checked(accountView, await (await this.account()).changePassword(this.#site, current, password), 'changePassword');
  }

  async endSession(id: string): Promise<AccountView> {
    return checked(accountView, await (await this.account()).endSession(this.#site, id), 'endSession');
  }

  async comments(query: Partial<PageQuery> = {}): Promise<Page<OwnCommentView>> {
    return checked(wireOwnList, await (await this.account()).loadComments(this.#site, { size: 10, cursor: null, ...query }), 'loadComments');
  }

  async earlier(): Promise<readonly OwnCommentView[]> {
    return checked(wireEarlier, { comments: await (await this.account()).loadEarlier(this.#site) }, 'loadEarlier').comments;
  }

  async claim(ids: readonly CommentId[]): Promise<number> {
    return (await this.account()).claim(this.#site, ids);
  }

  async profile(member: string): Promise<ProfileView> {
    return checked(profileView, await (await this.account()).loadProfile(this.#site, member), 'loadProfile');
  }

  /** Writes a comment as the member who is signed in; all can read it afterwards, where that can be. */
  post(ref: ThreadRef, text = 'A comment'): Promise<CommentView> {
    return this.trial.post(ref, { text, guest: null });
  }

  async #learn(): Promise<void> {
    const { session, account } = this.trial.adapter;
    if (!session || !account) await this.trial.page(this.trial.thread());
  }
}

const mailing = { language: 'en' } as const;

function checked<T>(guard: Parameters<typeof guarded>[0], answer: T, call: string): T {
  guarded(guard, answer, `the answer of ${call}`);
  return answer;
}
