import type { Insertable, Selectable, Updateable } from 'kysely';
import type { Connection } from './database.ts';
import type { MembersTable } from './member-tables.ts';

/** A member as they are read. */
export type MemberRow = Selectable<MembersTable>;

/** The member, or `null`. */
export async function findMember(connection: Connection, site: string, id: string): Promise<MemberRow | null> {
  const row = await connection.selectFrom('members').selectAll().where('site', '=', site).where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** The member with this address, by its key (`Secrets.lookup`), or `null`. */
export async function memberByEmail(connection: Connection, site: string, emailKey: Uint8Array): Promise<MemberRow | null> {
  const row = await connection.selectFrom('members').selectAll().where('site', '=', site).where('email_key', '=', emailKey).executeTakeFirst();
  return row ?? null;
}

/** The member with a name that a reader takes for this one, by its key (`name-key.ts`), or `null`. */
export async function memberByName(connection: Connection, site: string, nameKey: string): Promise<MemberRow | null> {
  const row = await connection.selectFrom('members').selectAll().where('site', '=', site).where('name_key', '=', nameKey).executeTakeFirst();
  return row ?? null;
}

/** Writes a member down. */
export async function insertMember(connection: Connection, member: Insertable<MembersTable>): Promise<void> {
  await connection.insertInto('members').values(member).execute();
}

/** Changes what is said of a member. What comments repeat of it is the caller's to change. */
export async function changeMember(connection: Connection, site: string, id: string, to: Updateable<MembersTable>): Promise<void> {
  await connection.updateTable('members').set(to).where('site', '=', site).where('id', '=', id).execute();
}

/** Takes a member away, and all that hangs on one: sessions, ways in, pictures. Their comments are the caller's to change. */
export async function deleteMember(connection: Connection, site: string, id: string): Promise<void> {
  await connection.deleteFrom('flows').where('site', '=', site).where('member_id', '=', id).execute();
  await connection.deleteFrom('members').where('site', '=', site).where('id', '=', id).execute();
}

/** Notes that more or fewer of a member's comments can be seen. */
export async function countMember(connection: Connection, site: string, id: string, by: number): Promise<void> {
  await connection
    .updateTable('members')
    .set((row) => ({ visible: row('visible', '+', by) }))
    .where('site', '=', site)
    .where('id', '=', id)
    .execute();
}
