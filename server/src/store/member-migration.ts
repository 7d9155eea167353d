import { sql } from 'kysely';
import type { Connection } from './database.ts';
import { nameKey } from './name-key.ts';

/** Lays the tables of members, and what a comment knows of one. */
export async function addMembers(connection: Connection): Promise<void> {
  await layMembers(connection);
  await layWaysIn(connection);
  await layQueues(connection);
  await tellAuthors(connection);
}

async function layMembers({ schema }: Connection): Promise<void> {
  await schema
    .createTable('members')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('name_key', 'text', (column) => column.notNull())
    .addColumn('email', 'blob')
    .addColumn('email_key', 'blob')
    .addColumn('password', 'text')
    .addColumn('about', 'text', (column) => column.notNull())
    .addColumn('settings', 'text', (column) => column.notNull())
    .addColumn('picture', 'text')
    .addColumn('visible', 'integer', (column) => column.notNull().defaultTo(0))
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('members_by_id', ['site', 'id'])
    .addUniqueConstraint('members_by_name', ['site', 'name_key'])
    .addUniqueConstraint('members_by_email', ['site', 'email_key'])
    .execute();
  await schema
    .createTable('pictures')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addColumn('bytes', 'blob', (column) => column.notNull())
    .addForeignKeyConstraint('pictures_of', ['site', 'member_id'], 'members', ['site', 'id'], (key) => key.onDelete('cascade'))
    .execute();
  await schema.createIndex('pictures_by_member').on('pictures').columns(['site', 'member_id']).execute();
  await schema
    .createTable('sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addColumn('token_hash', 'blob', (column) => column.unique())
    .addColumn('device_key', 'text')
    .addColumn('counter', 'integer', (column) => column.notNull())
    .addColumn('used_counter', 'integer', (column) => column.notNull())
    .addColumn('device', 'text')
    .addColumn('is_managed', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('seen_at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .addForeignKeyConstraint('sessions_of', ['site', 'member_id'], 'members', ['site', 'id'], (key) => key.onDelete('cascade'))
    .execute();
  await schema.createIndex('sessions_by_member').on('sessions').columns(['site', 'member_id']).execute();
}

async function layWaysIn({ schema }: Connection): Promise<void> {
  await schema
    .createTable('flows')
    .addColumn('id_hash', 'blob', (column) => column.primaryKey())
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('purpose', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text')
    .addColumn('email', 'blob')
    .addColumn('email_key', 'blob')
    .addColumn('code_hash', 'blob')
    .addColumn('tries', 'integer', (column) => column.notNull())
    .addColumn('link_hash', 'blob', (column) => column.unique())
    .addColumn('return_to', 'text')
    .addColumn('details', 'blob')
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .addColumn('used_at', 'integer')
    .execute();
  await schema.createIndex('flows_by_end').on('flows').column('expires_at').execute();
  await schema.createIndex('flows_by_member').on('flows').columns(['site', 'member_id']).where(sql.ref('member_id'), 'is not', null).execute();
  await schema
    .createTable('identities')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('issuer', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addColumn('provider', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('identities_by_subject', ['site', 'issuer', 'subject'])
    .addForeignKeyConstraint('identities_of', ['site', 'member_id'], 'members', ['site', 'id'], (key) => key.onDelete('cascade'))
    .execute();
  await schema.createIndex('identities_by_member').on('identities').columns(['site', 'member_id']).execute();
  await schema
    .createTable('passkeys')
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('member_id', 'text', (column) => column.notNull())
    .addColumn('public_key', 'blob', (column) => column.notNull())
    .addColumn('counter', 'integer', (column) => column.notNull())
    .addColumn('transports', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('passkeys_by_id', ['site', 'id'])
    .addForeignKeyConstraint('passkeys_of', ['site', 'member_id'], 'members', ['site', 'id'], (key) => key.onDelete('cascade'))
    .execute();
  await schema.createIndex('passkeys_by_member').on('passkeys').columns(['site', 'member_id']).execute();
}

async function layQueues({ schema }: Connection): Promise<void> {
  await schema
    .createTable('buckets')
    .addColumn('key', 'blob', (column) => column.primaryKey())
    .addColumn('level', 'real', (column) => column.notNull())
    .addColumn('at', 'integer', (column) => column.notNull())
    .execute();
  await schema.createIndex('buckets_by_age').on('buckets').column('at').execute();
  await schema
    .createTable('used_tokens')
    .addColumn('hash', 'blob', (column) => column.primaryKey())
    .addColumn('expires_at', 'integer', (column) => column.notNull())
    .execute();
  await schema
    .createTable('mails')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('letter', 'blob', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('due_at', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .execute();
  await schema.createIndex('mails_due').on('mails').column('due_at').execute();
  await schema
    .createTable('chores')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('site', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('created_at', 'integer', (column) => column.notNull())
    .execute();
  await schema.createIndex('chores_by_age').on('chores').column('created_at').execute();
}

/** What a comment knows of its author is in its own row: a page is read without looking at members. */
async function tellAuthors(connection: Connection): Promise<void> {
  const { schema } = connection;
  await schema.alterTable('comments').addColumn('member_id', 'text').execute();
  await schema.alterTable('comments').addColumn('author_kind', 'text', (column) => column.notNull().defaultTo('guest')).execute();
  await schema.alterTable('comments').addColumn('picture', 'text').execute();
  await schema.alterTable('comments').addColumn('name_key', 'text').execute();
  await schema.createIndex('comments_by_member').on('comments').columns(['site', 'member_id', 'created_at', 'id']).where(sql.ref('member_id'), 'is not', null).execute();
  await schema.createIndex('comments_by_name').on('comments').columns(['site', 'name_key', 'author_kind']).where(sql.ref('name_key'), 'is not', null).execute();
  await schema.createIndex('comments_by_email').on('comments').columns(['site', 'email_key', 'created_at', 'id']).where(sql.ref('email_key'), 'is not', null).execute();
  for (const { name } of await connection.selectFrom('comments').select('name').distinct().where('name', 'is not', null).execute()) {
    if (name !== null) await connection.updateTable('comments').set({ name_key: nameKey(name) }).where('name', '=', name).execute();
  }
}
