import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import type { TestContext } from 'node:test';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { placeOf } from '../../src/services/secrets.ts';
import type { LetterOrder } from '../../src/services/mail/order.ts';
import type { RunningServer } from '../../src/app.ts';
import { news } from './server.ts';

/** A mail as a mail server got it. */
export interface Caught {
  readonly from: string;
  /** Everybody it was for, as the envelope says. */
  readonly to: readonly string[];
  readonly raw: string;
  readonly email: Email;
}

/** A mail server that delivers nothing. */
export interface Sink {
  readonly mails: readonly Caught[];
  /** Settings of a server that sends its mails here. */
  readonly environment: Record<string, string>;
  /** Answers every recipient with this status from now on; `null` takes them. */
  refuse(status: number | null): void;
  /** Takes no mail whole until what it answers was called. */
  pause(): () => void;
  /** Fulfilled once a mail has come that is being held up. */
  reached(): Promise<void>;
  /** Goes away; mails that are sent meanwhile find nobody. */
  stop(): Promise<void>;
  /** Is there again, at the same address. */
  start(): Promise<void>;
}

/** Starts a mail server for the test. */
export async function sinkFor(context: TestContext, user: { readonly name: string; readonly password: string } | null = null): Promise<Sink> {
  const mails: Caught[] = [];
  let refused: number | null = null;
  let server: SMTPServer | null = null;
  let port = 0;
  let gate: Promise<void> | null = null;
  const held = opening();
  async function start(): Promise<void> {
    server = new SMTPServer({
      disabledCommands: user ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
      allowInsecureAuth: true,
      authOptional: user === null,
      logger: false,
      onAuth({ username, password }, _session, done) {
        if (username === user?.name && password === user?.password) done(null, { user: username });
        else done(new Error('Who are you?'));
      },
      onRcptTo({ address }, _session, done) {
        done(refused === null ? null : Object.assign(new Error(`No ${address} here`), { responseCode: refused }));
      },
      onData(stream, { envelope }, done) {
        const chunks: Buffer[] = [];
        stream.on('data', (chunk: Buffer) => chunks.push(chunk));
        stream.on('end', () => {
          const raw = Buffer.concat(chunks);
          held.open();
          void Promise.all([PostalMime.parse(raw), gate]).then(([email]) => {
            mails.push({ from: envelope.mailFrom ? envelope.mailFrom.address : '', to: envelope.rcptTo.map(({ address }) => address), raw: raw.toString('latin1'), email });
            done();
          });
        });
      },
    });
    server.on('error', () => {});
    server.listen(port, '127.0.0.1');
    await once(server.server, 'listening');
    ({ port } = server.server.address() as AddressInfo);
  }
  async function stop(): Promise<void> {
    const ending = server;
    server = null;
    if (ending) await new Promise<void>((resolve) => ending.close(resolve));
  }
  await start();
  context.after(stop);
  const login = user ? `${encodeURIComponent(user.name)}:${encodeURIComponent(user.password)}@` : '';
  return {
    mails,
    environment: { DIWAN_SMTP: `smtp://${login}127.0.0.1:${port}`, DIWAN_MAIL_FROM: 'Nûçe <comments@news.example>' },
    refuse(status) {
      refused = status;
    },
    pause() {
      const letting = opening();
      gate = letting.opened;
      return letting.open;
    },
    reached: () => held.opened,
    stop,
    start,
  };
}

/** Something to wait for, and what ends the waiting. */
function opening(): { readonly opened: Promise<void>; readonly open: () => void } {
  let open = (): void => {};
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open };
}

/** Queues a letter, and waits until it was tried to be sent. */
export async function sendLetter(server: RunningServer, letter: LetterOrder['letter'], more: Partial<Omit<LetterOrder, 'letter'>> = {}): Promise<void> {
  const order: LetterOrder = { site: news, to: { address: 'zin@reader.example', name: null }, language: 'en', letter, ...more };
  await server.store.database.write((connection) => server.mail.post.queue(connection, order));
  await server.mail.post.sendDue();
}

/** How many mails wait. */
export async function waiting(server: RunningServer): Promise<number> {
  return (await server.store.database.reader.selectFrom('mails').select('id').execute()).length;
}

/** A member as they might be there. */
export interface TestMember {
  readonly id: string;
  readonly email?: string | null;
  readonly settings?: object;
}

/** Makes a member, and the comments theirs. */
export async function addMember({ store }: RunningServer, { id, email = `${id}@reader.example`, settings = { mailsReplies: true, language: null } }: TestMember, comments: readonly string[] = []): Promise<void> {
  const { database, secrets } = store;
  await database.write(async (connection) => {
    await connection
      .insertInto('members')
      .values({
        site: news,
        id,
        name: id,
        name_key: id,
        email: email === null ? null : secrets.seal(email, placeOf(news, id)),
        email_key: email === null ? null : secrets.lookup(email, news),
        password: null,
        about: '',
        settings: JSON.stringify(settings),
        picture: null,
        created_at: 0,
      })
      .execute();
    for (const comment of comments) await connection.updateTable('comments').set({ member_id: id, author_kind: 'member' }).where('id', '=', comment).execute();
  });
}
