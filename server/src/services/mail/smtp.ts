import { createTransport } from 'nodemailer';
import { isLoopbackHost } from '../loopback.ts';
import { DeliveryError, type Message, type Transport } from './message.ts';
import type { SmtpServer } from './mail-config.ts';

/** How long a server may take for a step, in milliseconds: together less than a mail belongs to who claimed it. */
const stepTimeout = 20_000;
const longest = 120_000;

/** Hands mails to the site's own mail server. A connection for each: mails are few, and none is kept waiting by a connection that fell silent. */
export class SmtpTransport implements Transport {
  readonly #transport;

  constructor({ host, port, isSecure, user, password }: SmtpServer) {
    const isLocal = isLoopbackHost(host);
    this.#transport = createTransport({
      host,
      port,
      secure: isSecure,
      // A password is never sent in clear over a network; a relay on this machine often has a certificate that nobody signed.
      requireTLS: !isSecure && !isLocal && user !== null,
      ignoreTLS: !isSecure && isLocal,
      ...(user === null ? {} : { auth: { user, pass: password ?? '' } }),
      connectionTimeout: stepTimeout,
      greetingTimeout: stepTimeout,
      socketTimeout: stepTimeout,
      dnsTimeout: stepTimeout,
      // A letter is made of texts alone.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
  }

  async send(message: Message): Promise<void> {
    const sending = this.#transport.sendMail({
      messageId: `<${message.id}>`,
      date: message.date,
      // As objects: nothing in a name or an address is read as anything else.
      from: { name: message.from.name ?? '', address: message.from.address },
      to: { name: message.to.name ?? '', address: message.to.address },
      subject: message.subject,
      text: message.text,
      html: message.html,
      headers: {
        'Auto-Submitted': 'auto-generated',
        ...(message.unsubscribe === null ? {} : { 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }),
      },
      ...(message.unsubscribe === null ? {} : { list: { unsubscribe: message.unsubscribe } }),
    });
    let timer: NodeJS.Timeout | undefined;
    const tooLong = new Promise<never>((_, reject) => (timer = setTimeout(() => reject(new DeliveryError('ETIMEDOUT', 'closed')), longest)));
    try {
      await Promise.race([sending, tooLong]);
    } catch (thrown) {
      throw thrown instanceof DeliveryError ? thrown : failureIn(thrown);
    } finally {
      clearTimeout(timer);
      sending.catch(() => {});
    }
  }
}

/** What went wrong, without what the server said: that repeats addresses. */
function failureIn(thrown: unknown): DeliveryError {
  const { code, responseCode, command } = (thrown ?? {}) as { readonly code?: unknown; readonly responseCode?: unknown; readonly command?: unknown };
  const status = typeof responseCode === 'number' ? responseCode : null;
  const told = `${typeof code === 'string' ? code : 'EUNKNOWN'}${status === null ? '' : ` ${status}`}`;
  const isAboutMail = command === 'RCPT TO' || command === 'DATA' || command === 'API';
  if (!isAboutMail) return new DeliveryError(told, 'closed');
  const isFinal = status === null ? code === 'EENVELOPE' : status >= 500;
  return new DeliveryError(told, isFinal ? 'never' : 'later');
}
