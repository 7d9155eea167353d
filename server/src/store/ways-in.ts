import type { Selectable } from 'kysely';
import type { Connection } from './database.ts';
import type { IdentitiesTable, PasskeysTable } from './member-tables.ts';

/** A passkey as its member is told of it. */
export type NamedPasskey = Pick<Selectable<PasskeysTable>, 'id' | 'name' | 'created_at'>;

/** Who the member is elsewhere, the first connected first. */
export async function identitiesOf(connection: Connection, site: string, member: string): Promise<Selectable<IdentitiesTable>[]> {
  const rows = await connection.selectFrom('identities').selectAll().where('site', '=', site).where('member_id', '=', member).execute();
  return rows.sort((one, other) => one.created_at - other.created_at);
}

/** The member's passkeys, the first made first. */
export async function namedPasskeys(connection: Connection, site: string, member: string): Promise<NamedPasskey[]> {
  const rows = await connection.selectFrom('passkeys').select(['id', 'name', 'created_at']).where('site', '=', site).where('member_id', '=', member).execute();
  return rows.sort((one, other) => one.created_at - other.created_at);
}

/** Disconnects a member from whatever provider has this name. */
export async function deleteIdentities(connection: Connection, site: string, member: string, provider: string): Promise<void> {
  await connection.deleteFrom('identities').where('site', '=', site).where('member_id', '=', member).where('provider', '=', provider).execute();
}
