import type { Selectable, Updateable } from 'kysely';
import type { Connection } from './database.ts';
import type { FlowsTable } from './member-tables.ts';

/** A flow as it is read. */
export type FlowRow = Selectable<FlowsTable>;

/** A flow that nothing was said of beyond what it is for: for spreading under what is. */
export const plainFlow = {
  member_id: null,
  email: null,
  email_key: null,
  code_hash: null,
  tries: 0,
  link_hash: null,
  return_to: null,
  details: null,
  used_at: null,
} as const satisfies Partial<FlowRow>;

/** The flow, used or too old as it may be, or `null`. */
export async function findFlow(connection: Connection, idHash: Uint8Array): Promise<FlowRow | null> {
  const row = await connection.selectFrom('flows').selectAll().where('id_hash', '=', idHash).executeTakeFirst();
  return row ?? null;
}

/** The flow that a mailed link belongs to, otherwise as {@link findFlow}. */
export async function flowByLink(connection: Connection, linkHash: Uint8Array): Promise<FlowRow | null> {
  const row = await connection.selectFrom('flows').selectAll().where('link_hash', '=', linkHash).executeTakeFirst();
  return row ?? null;
}

/** Writes a flow down, and clears away those that ended long before. */
export async function insertFlow(connection: Connection, flow: FlowRow): Promise<void> {
  await connection.deleteFrom('flows').where('expires_at', '<', flow.created_at - keptAfterwards).execute();
  await connection.insertInto('flows').values(flow).execute();
}

/** Changes a flow. */
export async function changeFlow(connection: Connection, idHash: Uint8Array, to: Updateable<FlowsTable>): Promise<void> {
  await connection.updateTable('flows').set(to).where('id_hash', '=', idHash).execute();
}

/** Ends what was begun for a member by mail and is not ended yet, and what leads them back to the site. */
export async function endFlowsOf(connection: Connection, site: string, member: string, now: number): Promise<void> {
  await connection
    .updateTable('flows')
    .set({ used_at: now, code_hash: null, details: null })
    .where('site', '=', site)
    .where('member_id', '=', member)
    .where('purpose', 'in', ['sign-up', 'sign-in', 'reset', 'deletion', 'redeem'])
    .where('used_at', 'is', null)
    .execute();
}

/** For how long one is told that a flow is over, and not that there never was one: a day. */
const keptAfterwards = 86_400_000;
