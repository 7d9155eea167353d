import type { Selectable } from 'kysely';
import type { Connection } from './database.ts';
import type { PicturesTable } from './member-tables.ts';

/** What is given out of a picture, or `null`. */
export async function pictureBytes(connection: Connection, id: string): Promise<Uint8Array | null> {
  const row = await connection.selectFrom('pictures').select('bytes').where('id', '=', id).executeTakeFirst();
  return row?.bytes ?? null;
}

/** Writes a picture down. That it is their member's is the caller's to say. */
export async function insertPicture(connection: Connection, picture: Selectable<PicturesTable>): Promise<void> {
  await connection.insertInto('pictures').values(picture).execute();
}

/** Takes away whatever pictures a member has. */
export async function deletePictures(connection: Connection, site: string, member: string): Promise<void> {
  await connection.deleteFrom('pictures').where('site', '=', site).where('member_id', '=', member).execute();
}
