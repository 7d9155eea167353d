import type { Selectable } from 'kysely';
import type { Connection } from './database.ts';
import type { MembersTable } from './member-tables.ts';

/** A member as they are read. */
export type MemberRow = Selectable<MembersTable>;

/** The member of a site, or `null` when there is none or they left. */
export async function findMember(connection: Connection, site: string, id: string): Promise<MemberRow | null> {
  const row = await connection.selectFrom('members').selectAll().where('site', '=', site).where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** Keeps what a member chose: the contract's `MemberSettings` in JSON. */
export async function writeSettings(connection: Connection, site: string, id: string, settings: string): Promise<void> {
  await connection.updateTable('members').set({ settings }).where('site', '=', site).where('id', '=', id).execute();
}
