import type { Selectable } from 'kysely';
import type { Connection } from './database.ts';
import type { PasskeysTable } from './member-tables.ts';

/** A passkey as it is read. */
export type PasskeyRow = Selectable<PasskeysTable>;

/** The site's passkey with this id, or `null`. */
export async function findPasskey(connection: Connection, site: string, id: string): Promise<PasskeyRow | null> {
  const row = await connection.selectFrom('passkeys').selectAll().where('site', '=', site).where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** The member's passkeys, the oldest first. */
export async function passkeysOf(connection: Connection, site: string, member: string): Promise<PasskeyRow[]> {
  const rows = await connection.selectFrom('passkeys').selectAll().where('site', '=', site).where('member_id', '=', member).execute();
  return rows.sort((one, other) => one.created_at - other.created_at);
}

/** Writes a passkey down. */
export async function insertPasskey(connection: Connection, passkey: PasskeyRow): Promise<void> {
  await connection.insertInto('passkeys').values(passkey).execute();
}

/** Notes how often a passkey was used, as it says itself. */
export async function countPasskey(connection: Connection, site: string, id: string, counter: number): Promise<void> {
  await connection.updateTable('passkeys').set({ counter }).where('site', '=', site).where('id', '=', id).execute();
}

/** Removes a passkey, if it is the member's. */
export async function deletePasskey(connection: Connection, site: string, member: string, id: string): Promise<void> {
  await connection.deleteFrom('passkeys').where('site', '=', site).where('member_id', '=', member).where('id', '=', id).execute();
}
