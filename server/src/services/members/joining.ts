import { randomBytes } from 'node:crypto';
import { CommentsError, nameFault, normalizeName, type FaultReason, type MemberSettings } from 'diwan/contract';
import type { Connection } from '../../store/database.ts';
import { changeMember, insertMember, memberByName, type MemberRow } from '../../store/members.ts';
import { nameKey } from '../../store/name-key.ts';
import { placeOf, type Secrets } from '../secrets.ts';

export interface NewMemberRow { readonly site: string; readonly name: string; readonly email: string | null }

/** Stand-in until `accounts` is merged. */
export class Joining {
  readonly #secrets: Secrets;
  readonly #now: () => number;
  constructor(secrets: Secrets, now: () => number) {
    this.#secrets = secrets;
    this.#now = now;
  }
  async faultOf(connection: Connection, site: string, name: string, except: string | null = null): Promise<FaultReason | null> {
    const fault = nameFault(name, 'required');
    if (fault) return fault;
    const owner = await memberByName(connection, site, nameKey(name));
    return owner && owner.id !== except ? 'taken' : null;
  }
  async join(connection: Connection, { site, name, email }: NewMemberRow): Promise<MemberRow> {
    const fault = await this.faultOf(connection, site, name);
    if (fault) throw new CommentsError('invalid', 'The name cannot be taken.', { faults: [{ field: 'name', reason: fault }] });
    const id = randomBytes(16).toString('base64url');
    const settings: MemberSettings = { visible: { about: true, count: true, since: true }, mailsReplies: true, language: null, theme: 'auto' };
    const member = {
      site, id, name: normalizeName(name), name_key: nameKey(name),
      email: email === null ? null : this.#secrets.seal(email, placeOf(site, id)),
      email_key: email === null ? null : this.#secrets.lookup(email, site),
      password: null, about: '', settings: JSON.stringify(settings), picture: null, created_at: this.#now(),
    };
    await insertMember(connection, member);
    return member as MemberRow;
  }
  async rename(connection: Connection, member: MemberRow, name: string): Promise<MemberRow> {
    const to = { name: normalizeName(name), name_key: nameKey(name) };
    await changeMember(connection, member.site, member.id, to);
    return { ...member, ...to };
  }
}
