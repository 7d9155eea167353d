import type { CommentsFate, Proof } from '../contract/account.ts';
import { codeForm } from '../contract/session.ts';
import { Asking } from './asking.ts';
import type { MembershipHouse } from './membership-house.ts';

/** How a member shows once more that the account is theirs; `sign-in` where there is nothing to ask for but a session that was just opened. */
export type ProofKind = 'password' | 'code' | 'sign-in';

/** What members take along, and how they leave. */
export class Farewell {
  /** Whether the account is about to be deleted: nothing happens before that. */
  isBegun = false;
  /** What becomes of the comments; `null` until the member chose. */
  fate: CommentsFate | null = null;
  /** By which the member proves it. */
  password = '';
  code = '';
  /** Belongs to the code that was mailed; `null` before that. */
  flow: string | null = null;
  readonly downloading: Asking;
  readonly mailing: Asking;
  readonly deleting: Asking;
  readonly #membership: MembershipHouse;

  constructor(membership: MembershipHouse) {
    this.#membership = membership;
    this.downloading = new Asking(membership);
    this.mailing = new Asking(membership);
    this.deleting = new Asking(membership);
  }

  /** A password is only typed where the page may see it. */
  get proof(): ProofKind {
    const { account, ways } = this.#membership;
    if (account?.hasPassword && ways?.password === 'here') return 'password';
    return account?.email ? 'code' : 'sign-in';
  }

  /** Everything about the member, as a file; `null` where it did not come. */
  async download(): Promise<Blob | null> {
    const { facet, site } = this.#membership;
    let file: Blob | null = null;
    await this.downloading.ask(async (signal) => {
      file = await facet.download(site, { signal });
    });
    return file;
  }

  begin(): void {
    this.isBegun = true;
    this.#membership.notify();
  }

  /** Stays. Nothing that was typed is kept. */
  stay(): void {
    this.isBegun = false;
    this.fate = this.flow = null;
    this.password = this.code = '';
    this.deleting.forgive();
    this.mailing.forgive();
  }

  choose(fate: CommentsFate): void {
    this.fate = fate;
    this.deleting.forgive('comments');
  }

  write(field: 'password' | 'code', text: string): void {
    this[field] = text;
    this.deleting.forgive(field);
  }

  /** Has a code mailed to the member. Answers whether it is on its way. */
  mail(): Promise<boolean> {
    const { options, account, site } = this.#membership;
    const { session, language } = options;
    return this.mailing.ask(async (signal) => {
      // To whom it goes the backend knows by the session; the address that it shows is not whole.
      ({ flow: this.flow } = await session.adapter.session!.requestCode(site, account?.email ?? '', 'deletion', { language: language(), signal }));
      this.code = '';
      this.deleting.forgive();
    });
  }

  /** Deletes the account. Answers whether it is no more. */
  async remove(): Promise<boolean> {
    const { facet, site } = this.#membership;
    const { fate, flow, password, proof } = this;
    const code = this.code.replace(/[\s-]/g, '');
    const codeReason = !code ? 'required' : codeForm.test(code) ? null : 'malformed';
    const isRight = this.deleting.check(
      fate ? null : { field: 'comments', reason: 'required' },
      proof === 'password' && !password ? { field: 'password', reason: 'required' } : null,
      proof === 'code' && codeReason ? { field: 'code', reason: codeReason } : null,
    );
    if (!isRight || !fate || (proof === 'code' && flow === null)) return false;
    const shown: Proof = proof === 'password' ? { password } : proof === 'code' ? { flow: flow!, code } : { isFresh: true };
    const isDeleted = await this.deleting.ask((signal) => facet.remove(site, fate, shown, { signal }));
    if (!isDeleted) return false;
    this.stay();
    await this.#membership.finish();
    return true;
  }
}
