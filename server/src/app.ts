/** The reference server as a program of one's own: what `diwan-server` is made of. */
import { getRequestListener } from '@hono/node-server';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Hono } from 'hono';
import type { Config } from './config.ts';
import { gracefulClose } from './graceful-close.ts';
import { silentLog } from './log.ts';
import { openMail, showsMailbox, type Mail } from './mail.ts';
import { openStore, type Store } from './opening.ts';
import { addCommentRoutes } from './routes/comments.ts';
import { Endpoints, type Environment, type Log } from './routes/endpoint.ts';
import { addMailRoutes } from './routes/mail.ts';
import { addMailboxRoutes, mailboxPath } from './routes/mailbox.ts';
import { addMemberRoutes, memberFacets } from './routes/members.ts';
import { addOwnRoutes } from './routes/own.ts';
import { RecentAnswers } from './routes/recent-answers.ts';
import { repeatedReads } from './routes/repeated-reads.ts';
import { addSiteRoutes } from './routes/site.ts';
import { Cursors } from './services/cursors.ts';
import { queueReplyMail } from './services/mail/replies.ts';
import type { HashWork } from './services/members/hashing.ts';
import { openMembers, type Members } from './services/members/opening.ts';
import { Own } from './services/own.ts';
import { allowsChanges, Ownership } from './services/ownership.ts';
import { Pages } from './services/pages.ts';
import { Publishing } from './services/publishing.ts';
import type { Showing } from './services/view.ts';

export { readConfig, ConfigError, type Config } from './config.ts';
export { openStore, type Store } from './opening.ts';
export { DatabaseError } from './store/database.ts';
export { jsonLog, silentLog } from './log.ts';
export type { Log, RequestRecord } from './routes/endpoint.ts';
export { seedThread, type SeedComment } from './services/seed.ts';
export { approveComment, ModerationError, removeComment, setState, siteOfComment } from './services/moderation.ts';

/** How long a request may take to arrive whole, and its head alone. */
const requestTimeout = 30_000;
const headersTimeout = 10_000;

/** How often Node looks for requests that take longer. */
const connectionsCheckingInterval = 1000;

/** How many bytes of rendered pages are kept in memory, unless told otherwise. */
const usualCacheBytes = 32 * 1024 * 1024;

/** A server that runs. */
export interface RunningServer {
  /** Where it listens, without a slash at the end: `http://127.0.0.1:8787`. */
  readonly url: string;
  readonly store: Store;
  readonly mail: Mail;
  /** Where a server without a mail server shows its mails, or `null` where it does not. */
  readonly mailboxUrl: string | null;
  /** `null` on a server without members. */
  readonly members: Members | null;
  /** Takes no more requests, ends those and the mails under way, and lets go of the database. */
  close(): Promise<void>;
}

/** What may be said beside a configuration. */
export interface StartOptions {
  /** Who is told of requests; nobody when left out. */
  readonly log?: Log;
  /** Milliseconds since 1970; the machine's clock when left out. */
  readonly now?: () => number;
  /** How many bytes of rendered pages are kept in memory; 0 renders each anew. */
  readonly cacheBytes?: number;
  /** The address readers reach the server by, without a slash at the end; where it is told to listen when left out. */
  readonly base?: () => string;
  /** How much work the hash of a password is; left out but in tests, it is as much as it should be. */
  readonly hashWork?: HashWork;
}

/** The whole server, on comments that are open. */
export interface App {
  /** From request to response, with no socket. */
  readonly fetch: (request: Request) => Response | Promise<Response>;
  /** The same for Node, with a short cut for what is read again and again. */
  listener(): RequestListener;
  /** Its post is to be started once the server listens, and closed before the store. */
  readonly mail: Mail;
  /** `null` on a server without members. */
  readonly members: Members | null;
}

/** Puts the server together. */
export function createApp(store: Store, config: Config, options: StartOptions = {}): App {
  const { database, secrets, sites } = store;
  const { facts, holdsNew, windows } = config;
  const now = options.now ?? Date.now;
  const app = new Hono<Environment>();
  const log = options.log ?? silentLog;
  const endpoints = new Endpoints(app, sites, log);
  const base = options.base ?? (() => config.publicUrl ?? `http://${config.host}:${config.port}`);
  const showing: Showing = { facts, base };
  const ownership = new Ownership(secrets, { windows, memberWindows: config.members.windows, holdsNew, now });
  const mail = openMail(store, config, { log, now, base });
  const members = config.members.areOn ? openMembers({ store, config: config.members, post: mail.post, failed: (thrown) => log.mistake('chores', thrown), base, now, hashWork: options.hashWork }) : null;
  const ways = members && addMemberRoutes(endpoints, { store, config, members, ownership, showing, log, now });
  const allowsOwn = allowsChanges(windows) || (members !== null && allowsChanges(config.members.windows));
  const facets = [...(allowsOwn ? ['own'] : []), ...(ways ? memberFacets(ways) : [])];
  const sessions = members?.sessions ?? null;
  const { cacheBytes = usualCacheBytes } = options;
  const recent = new RecentAnswers(cacheBytes / 4);
  addCommentRoutes(endpoints, {
    database,
    sites,
    facts,
    cacheBytes,
    recent,
    sessions,
    pages: new Pages(showing, facets, new Cursors(secrets)),
    publishing: new Publishing(database, secrets, {
      showing,
      sites,
      ownership,
      holdsNew,
      now,
      onPublished: async (connection, comment) => {
        if (await queueReplyMail(connection, secrets, comment, now())) mail.post.wake();
      },
    }),
  });
  addOwnRoutes(endpoints, { own: new Own(database, secrets, { showing, ownership, now }), sessions, sites });
  addMailRoutes(endpoints, { database, secrets });
  if (mail.mailbox && showsMailbox(config)) addMailboxRoutes(endpoints, mail.mailbox);
  addSiteRoutes(endpoints, { database, config });
  const listen = getRequestListener(app.fetch);
  return {
    fetch: app.fetch,
    mail,
    members,
    listener: () => repeatedReads({ endpoints, recent, database }, (incoming, outgoing) => void listen(incoming, outgoing)),
  };
}

/**
 * Opens the comments and listens.
 *
 * @throws DatabaseError for a folder that cannot be used; Node's own error for an address that cannot be had (`EADDRINUSE`).
 */
export async function startServer(config: Config, options: StartOptions = {}): Promise<RunningServer> {
  const store = await openStore(config);
  try {
    let url = '';
    const app = createApp(store, config, { base: () => config.publicUrl ?? url, ...options });
    const serverOptions = { requestTimeout, headersTimeout, connectionsCheckingInterval };
    const server = createServer(serverOptions, app.listener());
    const close = gracefulClose(server);
    await listening(server, config);
    const { port, family, address } = server.address() as AddressInfo;
    const host = family === 'IPv6' ? `[${address}]` : address;
    url = `http://${host}:${port}`;
    app.mail.post.start();
    void app.members?.chores.goOn();
    return {
      url,
      store,
      mail: app.mail,
      members: app.members,
      mailboxUrl: app.mail.mailbox && showsMailbox(config) ? url + mailboxPath : null,
      async close() {
        await close();
        await app.mail.post.close();
        await app.members?.chores.close();
        await store.close();
      },
    };
  } catch (thrown) {
    await store.close();
    throw thrown;
  }
}

function listening(server: Server, { port, host }: Config): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}
