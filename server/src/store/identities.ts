import { sql, type Selectable } from 'kysely';
import type { Connection } from './database.ts';
import type { IdentitiesTable } from './member-tables.ts';

/** What stands before the issuer of a site's own user, so that none is taken for a provider's. */
export const siteIssuer = 'sso:';

/** Who a member is elsewhere, as it is read. */
export type IdentityRow = Selectable<IdentitiesTable>;

/** The identity, or `null` for one that is nobody's here. */
export async function findIdentity(connection: Connection, site: string, issuer: string, subject: string): Promise<IdentityRow | null> {
  const row = await connection.selectFrom('identities').selectAll().where('site', '=', site).where('issuer', '=', issuer).where('subject', '=', subject).executeTakeFirst();
  return row ?? null;
}

/** Writes down who a member is elsewhere. */
export async function insertIdentity(connection: Connection, identity: IdentityRow): Promise<void> {
  await connection.insertInto('identities').values(identity).execute();
}

/** Who the member is elsewhere, the first connected first. */
export async function identitiesOf(connection: Connection, site: string, member: string): Promise<IdentityRow[]> {
  const rows = await connection.selectFrom('identities').selectAll().where('site', '=', site).where('member_id', '=', member).execute();
  return rows.sort((one, other) => one.created_at - other.created_at);
}

/** Disconnects a member from who they are elsewhere. */
export async function deleteIdentity(connection: Connection, { site, issuer, subject }: IdentityRow): Promise<void> {
  await connection.deleteFrom('identities').where('site', '=', site).where('issuer', '=', issuer).where('subject', '=', subject).execute();
}

/** Whether the site signs the member in: they have one of its own identities. */
export async function isSiteUser(connection: Connection, site: string, member: string): Promise<boolean> {
  const row = await connection
    .selectFrom('identities')
    .select('member_id')
    .where('site', '=', site)
    .where('member_id', '=', member)
    .where(sql<string>`substr(issuer, 1, ${sql.lit(siteIssuer.length)})`, '=', siteIssuer)
    .executeTakeFirst();
  return row !== undefined;
}
