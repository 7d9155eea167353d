import { checkedAddress, AddressError, type Address } from './address.ts';

/** The mail server that takes mails for everywhere. */
export interface SmtpServer {
  readonly host: string;
  readonly port: number;
  /** TLS from the first byte; otherwise STARTTLS where the server has it. */
  readonly isSecure: boolean;
  readonly user: string | null;
  readonly password: string | null;
}

/** How mails leave this server. */
export interface MailConfig {
  readonly server: SmtpServer;
  /** Whom they come from; without a name the site's stands there. */
  readonly from: Address;
}

/** Reads `DIWAN_SMTP` and `DIWAN_MAIL_FROM`: `null` where there is no mail server. Adds what is wrong to the problems, and repeats nothing: there is a password in it. */
export function readMail(smtp: string | null, from: string | null, problems: string[]): MailConfig | null {
  if (smtp === null && from === null) return null;
  const server = smtp === null ? null : serverIn(smtp);
  const sender = from === null ? null : senderIn(from);
  if (!server) problems.push('DIWAN_SMTP must be an address such as smtps://user:password@mail.example:465 or smtp://mail.example:587, and DIWAN_MAIL_FROM stands beside it.');
  if (!sender) problems.push('DIWAN_MAIL_FROM must be an address such as comments@news.example or News <comments@news.example>, and DIWAN_SMTP stands beside it.');
  return server && sender && { server, from: sender };
}

function serverIn(text: string): SmtpServer | null {
  const url = URL.parse(text);
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '' || !/^\/?$/.test(url.pathname) || url.search !== '' || url.hash !== '') return null;
  const isSecure = url.protocol === 'smtps:';
  try {
    const [user, password] = [url.username, url.password].map((part) => decodeURIComponent(part) || null) as [string | null, string | null];
    if (user === null && password !== null) return null;
    return { host: url.hostname.replace(/^\[|\]$/g, ''), port: Number(url.port) || (isSecure ? 465 : 587), isSecure, user, password };
  } catch {
    // A percent sign that begins nothing.
    return null;
  }
}

function senderIn(text: string): Address | null {
  const [, name, inside] = /^([^<>]*?)\s*<([^<>]*)>$/s.exec(text) ?? [];
  try {
    return checkedAddress({ address: inside ?? text, name: name?.replace(/^"(.*)"$/s, '$1') || null });
  } catch (thrown) {
    if (thrown instanceof AddressError) return null;
    throw thrown;
  }
}
