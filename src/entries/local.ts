import { LocalAdapter, type MemberMail } from '../adapters/local/local-adapter.ts';

/** Dispatched at the document as `diwan-mail`, where the backend is this browser and a server would have sent a mail: a page for trying shows it. */
export class MailEvent extends Event {
  readonly mail: MemberMail;

  constructor(mail: MemberMail) {
    super('diwan-mail');
    this.mail = mail;
  }
}

/** The adapter of `adapter="local"`. */
export function localAdapter(): LocalAdapter {
  return new LocalAdapter({ onMail: (mail) => document.dispatchEvent(new MailEvent(mail)) });
}
