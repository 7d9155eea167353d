import { randomBytes } from 'node:crypto';
import { CommentsError, nameFault, normalizeName, type FaultReason, type MemberSettings } from 'diwan/contract';
import type { Connection } from '../../store/database.ts';
import { insertMember, memberByName, type MemberRow } from '../../store/members.ts';
import { nameKey } from '../../store/name-key.ts';
import { placeOf, type Secrets } from '../secrets.ts';
import type { Chores } from './chores.ts';
import type { Names } from './names.ts';

/** Who joins, after they showed that the address is theirs. */
export interface Joiner {
  readonly site: string;
  readonly name: string;
  /** `null` where none is known. Nobody else of the site has it: the caller looked. */
  readonly email: string | null;
  /** A PHC string; `null` or left out for none. */
  readonly password?: string | null;
  /** Whether the site itself gives the name: its own editor may be called one. */
  readonly isNamedBySite?: boolean;
  /** What they chose already. */
  readonly settings?: Partial<MemberSettings>;
}

/** What joining goes by. */
export interface JoiningOptions {
  readonly secrets: Secrets;
  readonly names: Names;
  readonly chores: Chores;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** Makes members. */
export class Joining {
  readonly #options: JoiningOptions;

  constructor(options: JoiningOptions) {
    this.#options = options;
  }

  /**
   * What is wrong with a name for somebody who wants to have it, or `null`.
   *
   * @param except the id of the member it is for, who may have it already.
   */
  async faultOf(connection: Connection, site: string, name: string, except: string | null = null): Promise<FaultReason | null> {
    return this.#options.names.faultOf(site, name) ?? (await this.#ownerFault(connection, site, name, except));
  }

  /**
   * Makes somebody a member, in a write: from then on the name is theirs, and guests who used it are marked. Whoever calls it lets the chores
   * go on afterwards.
   *
   * @throws CommentsError `invalid` with the fault of `name`: another may have taken it since it was looked at.
   */
  async join(connection: Connection, { site, name, email, password = null, isNamedBySite = false, settings = {} }: Joiner): Promise<MemberRow> {
    const fault = isNamedBySite ? (nameFault(name, 'required') ?? (await this.#ownerFault(connection, site, name, null))) : await this.faultOf(connection, site, name);
    if (fault) throw new CommentsError('invalid', 'The name cannot be taken.', { faults: [{ field: 'name', reason: fault }] });
    const { secrets, chores, now } = this.#options;
    const id = randomBytes(16).toString('base64url');
    const member = {
      site,
      id,
      name: normalizeName(name),
      name_key: nameKey(name),
      email: email === null ? null : secrets.seal(email, placeOf(site, id)),
      email_key: email === null ? null : secrets.lookup(email, site),
      password,
      about: '',
      // What is not chosen yet is as usual, which stands in one place (`settings.ts`).
      settings: JSON.stringify(settings),
      picture: null,
      created_at: now(),
    };
    await insertMember(connection, member);
    await chores.begin(connection, { kind: 'name', site, subject: member.name_key });
    return { ...member, visible: 0 };
  }

  async #ownerFault(connection: Connection, site: string, name: string, except: string | null): Promise<FaultReason | null> {
    const owner = await memberByName(connection, site, nameKey(name));
    return owner && owner.id !== except ? 'taken' : null;
  }
}
