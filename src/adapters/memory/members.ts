import type { MemberSettings } from '../../contract/account.ts';
import type { Timestamp } from '../../contract/comment.ts';
import type { FieldFault } from '../../contract/errors.ts';
import { normalizeName } from '../../contract/rules.ts';
import type { ViewerView } from '../../contract/thread.ts';
import type { StoredFlow } from './codes.ts';
import { nameKey } from './names.ts';
import { nameFaults } from './refusing.ts';
import { addressKey, newId, type StoredPassword } from './secrets.ts';

/** A member of a site. */
export interface StoredMember {
  readonly id: string;
  name: string;
  /** Confirmed, or `null` where the site told none. */
  readonly email: string | null;
  password: StoredPassword | null;
  about: string;
  settings: MemberSettings;
  /** A `data:` address. */
  picture: string | null;
  /** Who they are among the site's own users. */
  readonly subject: string | null;
  readonly createdAt: Timestamp;
}

/** A device that a member is signed in on. */
export interface StoredSession {
  readonly id: string;
  readonly member: string;
  readonly isManaged: boolean;
  readonly device: string | null;
  readonly createdAt: Timestamp;
  seenAt: Timestamp;
}

/** The members of a site, as they are kept: no more than JSON can say. */
export interface MemberRecords {
  readonly members: StoredMember[];
  readonly sessions: StoredSession[];
  readonly flows: StoredFlow[];
  /** Tokens of the site that signed somebody in. */
  readonly usedTokens: string[];
}

/** No members at all. */
export const noMembers = (): MemberRecords => ({ members: [], sessions: [], flows: [], usedTokens: [] });

/** How long a session lasts that nobody uses. */
const sessionLife = 30 * 24 * 60 * 60_000;

const usualSettings: MemberSettings = { visible: { about: true, count: true, since: true }, mailsReplies: true, language: null, theme: 'auto' };

/** What somebody new is known by. */
export type Newcomer = Pick<StoredMember, 'name' | 'email' | 'password' | 'subject'>;

/** The members of one site and who of them is signed in where. */
export class SiteMembers {
  readonly records: MemberRecords;
  readonly #now: () => number;

  constructor(records: MemberRecords, now: () => number) {
    this.records = records;
    this.#now = now;
  }

  byId(id: string | null): StoredMember | undefined {
    return this.records.members.find((member) => member.id === id);
  }

  byEmail(email: string): StoredMember | undefined {
    return this.records.members.find((member) => member.email !== null && addressKey(member.email) === addressKey(email));
  }

  bySubject(subject: string): StoredMember | undefined {
    return this.records.members.find((member) => member.subject === subject);
  }

  /** Whose name it is, however it is written. */
  byName(name: string): StoredMember | undefined {
    const key = nameKey(name);
    return this.records.members.find((member) => nameKey(member.name) === key);
  }

  /** What is wrong with a name that somebody wants to have. */
  nameFaults(name: string, owner?: StoredMember): FieldFault[] {
    const holder = this.byName(name);
    const faults = nameFaults(name);
    return !faults.length && holder && holder !== owner ? [{ field: 'name', reason: 'taken' }] : faults;
  }

  /** Makes a member. Whether the name is free was asked before. */
  add(newcomer: Newcomer): StoredMember {
    const createdAt = this.#timestamp();
    const member: StoredMember = { ...newcomer, id: newId(), name: normalizeName(newcomer.name), about: '', settings: usualSettings, picture: null, createdAt };
    this.records.members.push(member);
    return member;
  }

  /** Forgets a member and every session and code of theirs. */
  forget(member: StoredMember): void {
    const { records } = this;
    without(records.members, (one) => one === member);
    this.end((session) => session.member === member.id);
    without(records.flows, (flow) => flow.member === member.id);
  }

  begin(member: StoredMember, isManaged = false): StoredSession {
    const moment = this.#timestamp();
    const session: StoredSession = { id: newId(), member: member.id, isManaged, device: null, createdAt: moment, seenAt: moment };
    this.records.sessions.push(session);
    return session;
  }

  /** The session, unless it was ended or nobody used it for too long. */
  session(id: string | undefined): StoredSession | undefined {
    this.end(({ seenAt }) => this.#now() - Date.parse(seenAt) >= sessionLife);
    return this.records.sessions.find((session) => session.id === id);
  }

  touch(session: StoredSession): void {
    session.seenAt = this.#timestamp();
  }

  end(isMeant: (session: StoredSession) => boolean): void {
    without(this.records.sessions, isMeant);
  }

  #timestamp(): Timestamp {
    return new Date(this.#now()).toISOString();
  }
}

/** A member as everybody may see them. */
export const viewerOf = ({ id, name, picture }: StoredMember): ViewerView => ({ id, name, picture });

function without<T>(list: T[], isMeant: (one: T) => boolean): void {
  list.splice(0, list.length, ...list.filter((one) => !isMeant(one)));
}
