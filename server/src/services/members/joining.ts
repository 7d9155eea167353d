import { randomBytes } from 'node:crypto';
import { CommentsError, nameFault, normalizeName, type FaultReason } from 'diwan/contract';
import type { Connection } from '../../store/database.ts';
import { changeMember, findMember, insertMember, memberByName, type MemberRow } from '../../store/members.ts';
import { nameKey } from '../../store/name-key.ts';
import { placeOf, type Secrets } from '../secrets.ts';
import type { Chores } from './chores.ts';
import { usualSettings } from './settings.ts';

/** What joining works with. */
export interface JoiningOptions {
  readonly secrets: Secrets;
  readonly chores: Chores;
  readonly now: () => number;
  /** What is wrong with a name for the member with this id, or for a new one, or `null`. */
  readonly nameFaultOf?: (connection: Connection, site: string, name: string, member: string | null) => Promise<FaultReason | null>;
}

/** Makes members of those whom somebody else vouches for, and names them. Whoever calls it lets the chores go on after the write. */
export class Joining {
  readonly #options: JoiningOptions;

  constructor(options: JoiningOptions) {
    this.#options = options;
  }

  /** What is wrong with a name, or `null`. @param member whose name it may be already. */
  async faultOf(connection: Connection, site: string, name: string, member: string | null = null): Promise<FaultReason | null> {
    const { nameFaultOf } = this.#options;
    if (nameFaultOf) return await nameFaultOf(connection, site, name, member);
    const fault = nameFault(name, 'required');
    if (fault) return fault;
    const owner = await memberByName(connection, site, nameKey(name));
    return owner && owner.id !== member ? 'taken' : null;
  }

  /**
   * Makes a member, in the write that showed who they are.
   *
   * @param email a confirmed address that is no member's, or `null`.
   * @throws CommentsError `invalid` with the fault of `name`.
   */
  async join(connection: Connection, { site, name, email }: { readonly site: string; readonly name: string; readonly email: string | null }): Promise<MemberRow> {
    const { secrets, chores, now } = this.#options;
    const fault = await this.faultOf(connection, site, name);
    if (fault) throw new CommentsError('invalid', 'The name cannot be taken.', { faults: [{ field: 'name', reason: fault }] });
    const id = randomBytes(16).toString('base64url');
    const key = nameKey(name);
    await insertMember(connection, {
      site,
      id,
      name: normalizeName(name),
      name_key: key,
      email: email === null ? null : secrets.seal(email.trim(), placeOf(site, id)),
      email_key: email === null ? null : secrets.lookup(email.trim(), site),
      password: null,
      about: '',
      settings: JSON.stringify(usualSettings),
      picture: null,
      created_at: now(),
    });
    await chores.begin(connection, { kind: 'name', site, subject: key });
    return (await findMember(connection, site, id))!;
  }

  /** Gives a member a name that {@link faultOf} found nothing wrong with, in their comments, too. */
  async rename(connection: Connection, member: MemberRow, name: string): Promise<MemberRow> {
    const { chores } = this.#options;
    const { site, id, name_key } = member;
    const to = { name: normalizeName(name), name_key: nameKey(name) };
    await changeMember(connection, site, id, to);
    await chores.begin(connection, { kind: 'author', site, subject: id });
    if (to.name_key !== name_key) for (const subject of [to.name_key, name_key]) await chores.begin(connection, { kind: 'name', site, subject });
    return { ...member, ...to };
  }

  /** Lets what was begun in a write go on. Nobody need wait for it. */
  goOn(): void {
    void this.#options.chores.goOn();
  }
}
