import type { Connection } from './database.ts';

/** How full a bucket was at a moment. */
export interface Bucket {
  readonly level: number;
  readonly at: number;
}

/** The bucket, or `null` where nothing was ever put in, or long ago. */
export async function findBucket(connection: Connection, key: Uint8Array): Promise<Bucket | null> {
  const row = await connection.selectFrom('buckets').select(['level', 'at']).where('key', '=', key).executeTakeFirst();
  return row ?? null;
}

/** Writes down how full a bucket is. */
export async function setBucket(connection: Connection, key: Uint8Array, to: Bucket): Promise<void> {
  await connection
    .insertInto('buckets')
    .values({ key, ...to })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ ...to }))
    .execute();
}

/** Forgets buckets that say nothing any more: those whose moment is before this one. */
export async function forgetBuckets(connection: Connection, before: number): Promise<void> {
  await connection.deleteFrom('buckets').where('at', '<', before).execute();
}
