import { isLoopbackAddress, isLoopbackHost } from '../services/loopback.ts';
import { escaped } from '../services/mail/letters/layout.ts';
import type { Mailbox, MailboxEntry } from '../services/mail/mailbox.ts';
import type { Answer } from './answers.ts';
import { socketRequest, type Endpoints, type RequestContext } from './endpoint.ts';
import { pageAnswer } from './pages.ts';
import { HttpRefusal } from './refusals.ts';

/** Where the mails of a server for trying are read. */
export const mailboxPath = '/mailbox/';

/** What a proxy adds: who asks then is not who connects. */
const proxyHeaders = ['forwarded', 'via', 'x-forwarded-for', 'x-forwarded-host', 'x-forwarded-proto', 'x-real-ip'];

/** What the HTML of a mail may do: be looked at, and open links beside. */
const mailPolicy = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-popups allow-popups-to-escape-sandbox";

/** Lays the pages of the mailbox: only on a server that `showsMailbox`. */
export function addMailboxRoutes(endpoints: Endpoints, mailbox: Mailbox): void {
  // First, since a pattern that ends with `/*` takes the path without it, too.
  endpoints.on('GET', '/mailbox', 'nobody', (context) => {
    requireLocal(context);
    return { status: 302, headers: { location: mailboxPath, 'cache-control': 'no-store' }, body: null };
  });
  endpoints.on('GET', mailboxPath, 'nobody', (context) => {
    requireLocal(context);
    return listPage(mailbox.entries);
  });
  endpoints.on('GET', `${mailboxPath}:number`, 'nobody', (context) => {
    requireLocal(context);
    const entry = mailbox.entries.find(({ number }) => String(number) === context.req.param('number'));
    if (!entry) throw notHere();
    return {
      status: 200,
      headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', 'cross-origin-resource-policy': 'same-origin', 'content-security-policy': mailPolicy },
      body: entry.message.html,
    };
  });
}

/** Answers nobody but a program on this machine that asks for this machine: no page by a name of its own (DNS rebinding), nobody behind a proxy. */
function requireLocal(context: RequestContext): void {
  const incoming = socketRequest(context);
  const isNear = incoming !== undefined && isLoopbackAddress(incoming.socket.remoteAddress ?? '');
  const host = URL.parse(`http://${context.req.header('host') ?? ''}`)?.hostname ?? '';
  if (!isNear || !isLoopbackHost(host) || proxyHeaders.some((name) => context.req.header(name) !== undefined)) throw notHere();
}

function notHere(): HttpRefusal {
  return new HttpRefusal(404, 'not-found', 'There is nothing at this address.');
}

function listPage(entries: readonly MailboxEntry[]): Answer {
  const body = `<p>This server has no mail server. Its mails stay here, the newest first, until it ends.</p>
<form><button>Look again</button></form>
${entries.length === 0 ? '<p>There are no mails yet.</p>' : entries.map(article).join('\n')}`;
  return pageAnswer(200, { lang: 'en', dir: 'ltr', title: 'Mailbox', body });
}

function article({ number, message: { to, date, subject, text } }: MailboxEntry): string {
  const recipient = to.name === null ? to.address : `${to.name} <${to.address}>`;
  return `<article id="mail-${number}">
<h2 dir="auto">${escaped(subject)}</h2>
<p>To <bdi>${escaped(recipient)}</bdi>, <time datetime="${date.toISOString()}">${date.toISOString().slice(0, 16).replace('T', ' ')} UTC</time></p>
<pre>${linked(text)}</pre>
<details><summary>As HTML</summary><iframe src="${mailboxPath}${number}" title="As HTML" loading="lazy" sandbox="allow-popups allow-popups-to-escape-sandbox"></iframe></details>
</article>`;
}

/** The text with its addresses as links. */
function linked(text: string): string {
  return text
    .split(/(https?:\/\/[^\s<>"]+)/)
    .map((part, index) => (index % 2 === 0 ? escaped(part) : `<a href="${escaped(part)}" rel="noreferrer">${escaped(part)}</a>`))
    .join('');
}
