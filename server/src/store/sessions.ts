import type { Selectable, Updateable } from 'kysely';
import type { Connection } from './database.ts';
import type { SessionsTable } from './member-tables.ts';

/** A session as it is read. */
export type SessionRow = Selectable<SessionsTable>;

/** The session, or `null`. */
export async function findSession(connection: Connection, id: string): Promise<SessionRow | null> {
  const row = await connection.selectFrom('sessions').selectAll().where('id', '=', id).executeTakeFirst();
  return row ?? null;
}

/** The session that is held by this cookie, or `null`. */
export async function sessionByToken(connection: Connection, tokenHash: Uint8Array): Promise<SessionRow | null> {
  const row = await connection.selectFrom('sessions').selectAll().where('token_hash', '=', tokenHash).executeTakeFirst();
  return row ?? null;
}

/** The member's sessions, the one seen last first. */
export async function sessionsOf(connection: Connection, site: string, member: string): Promise<SessionRow[]> {
  const rows = await connection.selectFrom('sessions').selectAll().where('site', '=', site).where('member_id', '=', member).execute();
  return rows.sort((one, other) => other.seen_at - one.seen_at);
}

/** How many sessions a member has at most: whoever signs in on one device more is signed out where they were longest ago. */
export const mostSessions = 50;

/** Writes a session down, and clears away the member's that are over or too many. */
export async function insertSession(connection: Connection, session: SessionRow): Promise<void> {
  const { site, member_id: member, created_at: now } = session;
  const known = await sessionsOf(connection, site, member);
  for (const { id } of known.filter(({ expires_at: end }, index) => end <= now || index >= mostSessions - 1)) await deleteSession(connection, site, member, id);
  await connection.insertInto('sessions').values(session).execute();
}

/** Changes a session. */
export async function changeSession(connection: Connection, id: string, to: Updateable<SessionsTable>): Promise<void> {
  await connection.updateTable('sessions').set(to).where('id', '=', id).execute();
}

/** Ends a session, if it is the member's. */
export async function deleteSession(connection: Connection, site: string, member: string, id: string): Promise<void> {
  await connection.deleteFrom('sessions').where('site', '=', site).where('member_id', '=', member).where('id', '=', id).execute();
}

/** Ends all sessions of a member, but the one with the id `except`. */
export async function deleteSessions(connection: Connection, site: string, member: string, except: string | null): Promise<void> {
  let query = connection.deleteFrom('sessions').where('site', '=', site).where('member_id', '=', member);
  if (except !== null) query = query.where('id', '!=', except);
  await query.execute();
}
