import { randomBytes } from 'node:crypto';
import { CommentsError, nameFault, normalizeName, type FaultReason } from 'diwan/contract';
import type { Connection } from '../../store/database.ts';
import { findMember, insertMember, memberByName, type MemberRow } from '../../store/members.ts';
import { nameKey } from '../../store/name-key.ts';
import { placeOf, type Secrets } from '../secrets.ts';

/** Stands in until the one of sign-up is there. */
export class Joining {
  readonly #options: { readonly secrets: Secrets; readonly now: () => number };

  constructor(options: { readonly secrets: Secrets; readonly now: () => number }) {
    this.#options = options;
  }

  async faultOf(connection: Connection, site: string, name: string, member: string | null = null): Promise<FaultReason | null> {
    const fault = nameFault(name, 'required');
    if (fault) return fault;
    const owner = await memberByName(connection, site, nameKey(name));
    return owner && owner.id !== member ? 'taken' : null;
  }

  async join(connection: Connection, { site, name, email }: { readonly site: string; readonly name: string; readonly email: string | null; readonly isNamedBySite?: boolean }): Promise<MemberRow> {
    const { secrets, now } = this.#options;
    const fault = await this.faultOf(connection, site, name);
    if (fault) throw new CommentsError('invalid', 'The name cannot be taken.', { faults: [{ field: 'name', reason: fault }] });
    const id = randomBytes(16).toString('base64url');
    await insertMember(connection, {
      site,
      id,
      name: normalizeName(name),
      name_key: nameKey(name),
      email: email === null ? null : secrets.seal(email.trim(), placeOf(site, id)),
      email_key: email === null ? null : secrets.lookup(email.trim(), site),
      password: null,
      about: '',
      settings: '{}',
      picture: null,
      created_at: now(),
    });
    return (await findMember(connection, site, id))!;
  }
}
