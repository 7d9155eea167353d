import type { Connection } from '../../store/database.ts';
import { changeMember, findMember, memberByEmail, type MemberRow } from '../../store/members.ts';
import { deleteSessions } from '../../store/sessions.ts';
import { isSiteUser } from '../../store/identities.ts';
import type { Secrets } from '../secrets.ts';
import type { Flows, OpenFlow } from './flows.ts';
import type { Joining } from './joining.ts';
import type { MemberLetters } from './letters.ts';
import { addressOf } from './settings.ts';

/** What a flow remembers of whoever asked for a mail. */
export interface AskedDetails {
  /** As they named themselves; `null` where they were not asked. */
  readonly name: string | null;
  readonly email: string;
  /** The hash of the password they chose, or `null`. */
  readonly password: string | null;
  /** The language they read. */
  readonly language: string;
}

/** Who a flow let in. */
export interface Comer {
  readonly member: MemberRow;
  /** Whether they became a member just now. */
  readonly isNew: boolean;
}

/** What ending flows goes by. */
export interface EndingsOptions {
  readonly secrets: Secrets;
  readonly flows: Flows;
  readonly joining: Joining;
  readonly letters: MemberLetters;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Ends what was begun with a mail in what it was begun for. Everything is called within a write. */
export class Endings {
  readonly #options: EndingsOptions;

  constructor(options: EndingsOptions) {
    this.#options = options;
  }

  /**
   * Ends a sign-up or a sign-in by mail, and answers who it is; `null` for somebody who is no member (any more). An address that got an
   * account meanwhile signs in to that one: what was typed while it was nobody's is forgotten, the password first.
   *
   * @throws CommentsError `invalid` with the fault of `name`, `taken`; then the flow stays good.
   */
  async letIn(connection: Connection, flow: OpenFlow): Promise<Comer | null> {
    const { flows, joining, secrets } = this.#options;
    const { site, purpose, memberId } = flow;
    if (purpose === 'sign-in') {
      await flows.end(connection, flow);
      const member = memberId === null ? null : await findMember(connection, site, memberId);
      return member && { member, isNew: false };
    }
    if (purpose !== 'sign-up') return null;
    const { name, email, password } = flow.details as AskedDetails;
    await flows.end(connection, flow);
    const known = await memberByEmail(connection, site, secrets.lookup(email, site));
    // The code was read where it was sent, which says nothing of a mailbox that is only written alike; and whom the site signs in, it signs in.
    if (known) return addressOf(secrets, known) === email && !(await isSiteUser(connection, site, known.id)) ? { member: known, isNew: false } : null;
    // Who signs up is told of mails on replies, beside the button.
    return { member: await joining.join(connection, { site, name: name ?? '', email, password, settings: { mailsReplies: true } }), isNew: true };
  }

  /**
   * Ends a reset: the password is another, every session is over, and so is whatever else was begun by mail. Tells it by mail. `null` as
   * {@link letIn}.
   *
   * @param password a PHC string.
   */
  async reset(connection: Connection, flow: OpenFlow, password: string, device: string | null): Promise<Comer | null> {
    const { flows, letters, now } = this.#options;
    const { site, memberId } = flow;
    const { language } = flow.details as AskedDetails;
    await flows.end(connection, flow);
    const member = memberId === null ? null : await findMember(connection, site, memberId);
    if (!member) return null;
    const changed = { ...member, password };
    await changeMember(connection, site, member.id, { password });
    await deleteSessions(connection, site, member.id, null);
    await flows.endAll(connection, site, member.id);
    await letters.tell(connection, changed, { kind: 'password-changed', at: now(), device }, language);
    return { member: changed, isNew: false };
  }
}
