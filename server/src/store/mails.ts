import type { Selectable } from 'kysely';
import type { Connection } from './database.ts';
import type { MailsTable } from './member-tables.ts';

/** A mail that is still to be sent, as it is read. */
export type MailRow = Selectable<MailsTable>;

/** Writes a mail down. */
export async function insertMail(connection: Connection, mail: MailRow): Promise<void> {
  await connection.insertInto('mails').values(mail).execute();
}

/**
 * The mail that has been due for longest, or `null`; it is due again at `until` unless it was deleted by then. Of those who
 * claim at once, each within a write, one gets it.
 */
export async function claimMail(connection: Connection, now: number, until: number): Promise<MailRow | null> {
  const due = connection.selectFrom('mails').select('id').where('due_at', '<=', now).orderBy('due_at').limit(1);
  const claimed = await connection
    .updateTable('mails')
    .set((row) => ({ due_at: until, attempts: row('attempts', '+', 1) }))
    .where('id', '=', due)
    .returningAll()
    .executeTakeFirst();
  return claimed ?? null;
}

/** Puts a mail off that was claimed and not sent. */
export async function putOffMail(connection: Connection, id: string, until: number): Promise<void> {
  await connection.updateTable('mails').set({ due_at: until }).where('id', '=', id).execute();
}

/** Forgets a mail. */
export async function deleteMail(connection: Connection, id: string): Promise<void> {
  await connection.deleteFrom('mails').where('id', '=', id).execute();
}

/** Whether any mail is due. */
export async function isMailDue(connection: Connection, now: number): Promise<boolean> {
  return (await connection.selectFrom('mails').select('id').where('due_at', '<=', now).limit(1).executeTakeFirst()) !== undefined;
}
