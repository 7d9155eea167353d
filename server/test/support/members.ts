import { randomBytes } from 'node:crypto';
import { hash } from '@node-rs/argon2';
import { accountPaths, newCommentId, type AccountView, type CommentsFate, type OwnCommentView, type ProfileView } from 'diwan/contract';
import type { Download } from '../../src/services/members/leaving.ts';
import { cookieNameOf, Sessions } from '../../src/services/members/sessions.ts';
import { countIn } from '../../src/services/publishing.ts';
import { placeOf } from '../../src/services/secrets.ts';
import { insertComment } from '../../src/store/comments.ts';
import { findMember, insertMember, type MemberRow } from '../../src/store/members.ts';
import { nameKey } from '../../src/store/name-key.ts';
import type { CommentRow } from '../../src/store/tables.ts';
import { createThread, findThread, threadById } from '../../src/store/threads.ts';
import { news, query, type Reply, type TestServer } from './server.ts';

/** Whatever the account is answered with. */
export type AccountBody = AccountView & ProfileView & Download & { readonly items: readonly OwnCommentView[]; readonly next: string | null; readonly previous: string | null; readonly total: number; readonly claimed: number };

/** A member who is signed in by a cookie. */
export interface TestMember {
  readonly site: string;
  readonly id: string;
  readonly session: string;
  readonly headers: Record<string, string>;
  row(): Promise<MemberRow | null>;
  get(path: string, more?: Record<string, string | number>): Promise<Reply>;
  /** Sends `body` and the site in JSON. */
  send(method: 'POST' | 'PATCH', path: string, body?: object, headers?: Record<string, string>): Promise<Reply>;
  account(): Promise<AccountView>;
  picture(bytes: Uint8Array): Promise<Reply>;
  /** With the password, or another proof. */
  leave(comments: CommentsFate, proof?: object): Promise<Reply>;
  /** A comment of theirs, as it is stored. */
  wrote(text: string, more?: Partial<CommentRow> & { readonly key?: string }): Promise<CommentRow>;
  /** The same member on another device. */
  again(device?: string | null): Promise<TestMember>;
}

/** What the member signs in with, where they have a password. */
export const usualPassword = 'three donkeys and a well';

/** The cheapest hash there is: tests wait for it. */
const passwordHash = hash(usualPassword, { memoryCost: 8, timeCost: 1, parallelism: 1 });

/** What may be said of a member in a test. */
export interface Joining {
  readonly site?: string;
  readonly name?: string;
  readonly email?: string | null;
  readonly hasPassword?: boolean;
  readonly now?: () => number;
  readonly device?: string | null;
}

/** Makes a member, signed in. */
export async function joined(server: TestServer, { site = news, name = 'Zîn', email = 'zin@reader.example', hasPassword = true, now = Date.now, device = 'Firefox on Linux' }: Joining = {}): Promise<TestMember> {
  const { database, secrets } = server.store;
  const id = randomBytes(16).toString('base64url');
  const password = hasPassword ? await passwordHash : null;
  await database.write((connection) =>
    insertMember(connection, {
      site,
      id,
      name,
      name_key: nameKey(name),
      email: email === null ? null : secrets.seal(email, placeOf(site, id)),
      email_key: email === null ? null : secrets.lookup(email, site),
      password,
      about: '',
      settings: '{}',
      picture: null,
      created_at: now(),
    }),
  );
  return await signedIn(server, { site, id, now, device });
}

async function signedIn(server: TestServer, { site, id, now, device }: { readonly site: string; readonly id: string; readonly now: () => number; readonly device: string | null }): Promise<TestMember> {
  const { database, secrets } = server.store;
  const row = (): Promise<MemberRow | null> => findMember(database.reader, site, id);
  const opened = await database.write(async (connection) => new Sessions(database, secrets, now).open(connection, (await findMember(connection, site, id))!, { holder: null, device }));
  const headers = { cookie: `${cookieNameOf(site)}=${opened.cookie}`, 'sec-fetch-site': 'same-origin' };
  const send: TestMember['send'] = (method, path, body = {}, more = {}) => server.send(method, path, { site, ...body }, { ...headers, ...more });
  const get: TestMember['get'] = (path, more = {}) => server.ask(`${path}?${query({ site, ...more })}`, { headers });
  return {
    site,
    id,
    session: opened.session.id,
    headers,
    row,
    get,
    send,
    account: async () => accountIn(await get(accountPaths.account)),
    picture: (bytes) => server.ask(`${accountPaths.picture}?${query({ site })}`, { method: 'PUT', headers, body: Uint8Array.from(bytes) }),
    leave: (comments, proof = { password: usualPassword }) => send('POST', accountPaths.deletion, { comments, proof }),
    wrote: async (text, { key = '/a', ...more } = {}) => {
      const member = (await row())!;
      return await stored(server, key, { site, text, name: member.name, author_kind: 'member', member_id: id, picture: member.picture, created_at: now(), ...more });
    },
    again: (other = 'Safari on iPhone') => signedIn(server, { site, id, now, device: other }),
  };
}

/** Stores a comment as it is said, published in the next place unless told otherwise. */
export async function stored(server: TestServer, key: string, more: Partial<CommentRow> & Pick<CommentRow, 'text'>): Promise<CommentRow> {
  return await server.store.database.write(async (connection) => {
    const site = more.site ?? news;
    const found = (await findThread(connection, site, key)) ?? (await createThread(connection, { site, key, url: null, title: null, created_at: 0 }));
    const thread = await threadById(connection, found.id);
    const parent = more.parent_id ? await connection.selectFrom('comments').selectAll().where('site', '=', site).where('id', '=', more.parent_id).executeTakeFirstOrThrow() : null;
    const row: CommentRow = {
      site,
      id: newCommentId(),
      thread_id: thread.id,
      parent_id: null,
      depth: parent ? parent.depth + 1 : 0,
      position: (more.state ?? 'published') !== 'published' ? null : (parent?.last_reply ?? thread.last_position) + 1,
      state: 'published',
      name: null,
      name_key: null,
      author_kind: 'guest',
      member_id: null,
      picture: null,
      email: null,
      email_key: null,
      guest_key: null,
      first_text: null,
      edited_at: null,
      created_at: Date.now(),
      reply_count: 0,
      standing_count: 0,
      last_reply: 0,
      ...more,
    };
    await insertComment(connection, row);
    if (row.state === 'published') await countIn(connection, row);
    return row;
  });
}

/** The body of an answer about an account. */
export function bodyOf(reply: Reply): AccountBody {
  return reply.body as unknown as AccountBody;
}

/** The account in an answer that must be one. */
export function accountIn(reply: Reply): AccountView {
  if (reply.status !== 200) throw new Error(`Answered ${reply.status}: ${reply.text}`);
  return bodyOf(reply);
}

/** The faults in an answer: `name taken`. */
export function faultsOf(reply: Reply): string[] {
  return (reply.body.faults ?? []).map(({ field, reason }) => `${field} ${reason}`);
}

/** Whom mails went to so far, the latest first, and what of. */
export async function mailsOf(server: TestServer): Promise<readonly (readonly [to: string, text: string])[]> {
  await server.mail.post.sendDue();
  return (server.mail.mailbox?.entries ?? []).map(({ message }) => [message.to.address, `${message.subject}\n${message.text}`]);
}
