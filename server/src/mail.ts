import type { Config } from './config.ts';
import { isLoopbackHost } from './services/loopback.ts';
import type { Store } from './opening.ts';
import { Composing } from './services/mail/composing.ts';
import { Mailbox } from './services/mail/mailbox.ts';
import { Post, type MailLog } from './services/mail/post.ts';
import { SmtpTransport } from './services/mail/smtp.ts';

/** What the post of a server needs. */
export interface MailOptions {
  readonly log: MailLog;
  readonly now: () => number;
  /** The address of this server as readers reach it, without a slash at the end. */
  readonly base: () => string;
}

/** The post of a server. */
export interface Mail {
  readonly post: Post;
  /** Where mails go without a mail server, or `null`. */
  readonly mailbox: Mailbox | null;
}

/** Whom mails come from that never leave this machine. */
const nobody = { address: 'comments@diwan.localhost', name: null };

/** Puts the post together. What is queued is sent at once; what is left over, once it is started. */
export function openMail({ database, secrets }: Pick<Store, 'database' | 'secrets'>, config: Pick<Config, 'mail'>, { log, now, base }: MailOptions): Mail {
  const mailbox = config.mail ? null : new Mailbox();
  const transport = mailbox ?? new SmtpTransport(config.mail!.server);
  const composing = new Composing({ secrets, base, from: config.mail?.from ?? nobody });
  return { post: new Post({ database, secrets, composing, transport, log, now }), mailbox };
}

/**
 * Whether the mailbox has a page. It shows codes that let their readers in, so that the server must be one for trying: with
 * no mail server, on an address that only this machine reaches, for pages that only this machine has, and not known by an
 * address elsewhere, as behind a proxy.
 */
export function showsMailbox({ mail, host, publicUrl, sites }: Pick<Config, 'mail' | 'host' | 'publicUrl' | 'sites'>): boolean {
  const isHere = (address: string): boolean => isLoopbackHost(new URL(address).hostname);
  return mail === null && isLoopbackHost(host) && (publicUrl === null || isHere(publicUrl)) && sites.ids.every((site) => !URL.canParse(site) || isHere(site));
}
