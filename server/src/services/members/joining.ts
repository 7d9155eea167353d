import { randomBytes } from 'node:crypto';
import { CommentsError, normalizeName, type FaultReason } from 'diwan/contract';
import { markNamesakes } from '../../store/namesakes.ts';
import type { Connection } from '../../store/database.ts';
import { insertMember, memberByName, type MemberRow } from '../../store/members.ts';
import { nameKey } from '../../store/name-key.ts';
import { placeOf, type Secrets } from '../secrets.ts';
import type { Names } from './names.ts';

/** Who joins, after they showed that the address is theirs. */
export interface Joiner {
  readonly site: string;
  readonly name: string;
  /** `null` where none is known. Nobody else of the site has it: the caller looked. */
  readonly email: string | null;
  /** A PHC string; `null` or left out for none. */
  readonly password?: string | null;
}

/** What joining goes by. */
export interface JoiningOptions {
  readonly secrets: Secrets;
  readonly names: Names;
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
    const fault = this.#options.names.faultOf(site, name);
    if (fault) return fault;
    const owner = await memberByName(connection, site, nameKey(name));
    return owner && owner.id !== except ? 'taken' : null;
  }

  /**
   * Makes somebody a member, in a write: from then on the name is theirs, and guests who used it are marked.
   *
   * @throws CommentsError `invalid` with the fault of `name`: another may have taken it since it was looked at.
   */
  async join(connection: Connection, { site, name, email, password = null }: Joiner): Promise<MemberRow> {
    const fault = await this.faultOf(connection, site, name);
    if (fault) throw new CommentsError('invalid', 'The name cannot be taken.', { faults: [{ field: 'name', reason: fault }] });
    const { secrets, now } = this.#options;
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
      // Nothing chosen yet: what is usual stands in one place (`settings.ts`).
      settings: '{}',
      picture: null,
      created_at: now(),
    };
    await insertMember(connection, member);
    await markNamesakes(connection, site, member.name_key);
    return member as MemberRow;
  }
}
