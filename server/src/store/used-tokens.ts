import type { Connection } from './database.ts';

/** Notes that a token was used. Answers whether it was not before. Forgets those that are too old to be taken anyhow. */
export async function useToken(connection: Connection, token: { readonly hash: Uint8Array; readonly expires_at: number }, now: number): Promise<boolean> {
  await connection.deleteFrom('used_tokens').where('expires_at', '<', now).execute();
  const { numInsertedOrUpdatedRows } = await connection
    .insertInto('used_tokens')
    .values(token)
    .onConflict((conflict) => conflict.column('hash').doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n;
}
