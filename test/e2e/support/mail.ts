import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';
import { atEnd, type Ending } from './at-end.ts';
import { eventually } from './eventually.ts';

/** A mail as it arrived. */
export interface Mail {
  readonly to: readonly string[];
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly headers: Email['headers'];
}

/** A mail server that takes everything and delivers nothing. */
export interface MailSink {
  /** What a server is told to send its mails here. */
  readonly env: Readonly<Record<string, string>>;
  readonly mails: readonly Mail[];
  /** Waits for the mail with this number, from 1, that went to the address. */
  mailTo(address: string, number?: number): Promise<Mail>;
  /** The eight digits in such a mail. */
  codeTo(address: string, number?: number): Promise<string>;
  /** The link in such a mail that leads to the server's page. */
  linkTo(address: string, number?: number): Promise<string>;
}

/** Starts a real SMTP server on any free port of this machine. */
export async function mailSinkFor(test: Ending): Promise<MailSink> {
  const mails: Mail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        void PostalMime.parse(Buffer.concat(chunks)).then(({ subject = '', text = '', html = '', headers }) => {
          mails.push({ to: session.envelope.rcptTo.map(({ address }) => address), subject, text, html, headers });
          done();
        }, done);
      });
    },
  });
  server.on('error', () => {});
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  atEnd(test, () => new Promise<void>((resolve) => server.close(resolve)));
  const { port } = server.server.address() as AddressInfo;

  const mailTo: MailSink['mailTo'] = (address, number = 1) =>
    eventually(() => {
      const found = mails.filter(({ to }) => to.includes(address))[number - 1];
      if (!found) throw new Error(`There is no mail ${number} to ${address} among ${mails.length}.`);
      return found;
    });
  const found = async (pattern: RegExp, address: string, number?: number): Promise<string> => {
    const { text } = await mailTo(address, number);
    const [match] = pattern.exec(text) ?? [];
    if (match === undefined) throw new Error(`The mail has no ${String(pattern)}: ${text}`);
    return match;
  };
  return {
    env: { DIWAN_SMTP: `smtp://127.0.0.1:${port}`, DIWAN_MAIL_FROM: 'Comments <comments@news.example>' },
    mails,
    mailTo,
    codeTo: async (address, number) => (await found(/\b\d{4}[ \u00a0\u202f]?\d{4}\b/, address, number)).replace(/\D/g, ''),
    linkTo: (address, number) => found(/https?:\/\/\S+\/members\/#link=[\w-]+/, address, number),
  };
}
