import { maxIdLength } from 'diwan/contract';
import { siteName } from '../services/mail/composing.ts';
import { textsFor } from '../services/mail/letters/languages.ts';
import { escaped } from '../services/mail/letters/layout.ts';
import type { LetterTexts } from '../services/mail/letters/letter.ts';
import { subscriberIn, unsubscribe, unsubscribePath, type Subscriber } from '../services/mail/unsubscribing.ts';
import { languageOf } from '../services/mail/wishes.ts';
import type { Secrets } from '../services/secrets.ts';
import type { Database } from '../store/database.ts';
import { findMember } from '../store/members.ts';
import type { Answer } from './answers.ts';
import type { Endpoints, RequestContext } from './endpoint.ts';
import { pageAnswer } from './pages.ts';

export { unsubscribePath };

/**
 * Lays the route that ends mails about replies (RFC 8058). Whoever has the address may: it stands in the mail, and mail
 * programs send what is behind their own button from wherever they are, with no session. Only `POST` changes anything, since programs follow links by themselves.
 */
export function addMailRoutes(endpoints: Endpoints, { database, secrets }: { readonly database: Database; readonly secrets: Secrets }): void {
  function subscriberOf(context: RequestContext): Subscriber | null {
    const token = new URL(context.req.url).searchParams.get('token') ?? '';
    return token.length > maxTokenLength ? null : subscriberIn(token, secrets);
  }

  async function textsOf({ site, member: id }: Subscriber): Promise<LetterTexts> {
    const member = await findMember(database.reader, site, id);
    return textsFor(member && languageOf(member));
  }

  endpoints.on('GET', unsubscribePath, 'nobody', async (context) => {
    const subscriber = subscriberOf(context);
    if (!subscriber) return unknown(context);
    const texts = await textsOf(subscriber);
    const { ask, button } = texts.unsubscribing;
    const form = `<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click"><button>${escaped(button)}</button></form>`;
    return page(200, texts, `<p>${escaped(ask(siteName(subscriber.site)))}</p>\n${form}`);
  });

  endpoints.on('POST', unsubscribePath, 'nobody', async (context) => {
    const subscriber = subscriberOf(context);
    if (!subscriber) return unknown(context);
    await database.write((connection) => unsubscribe(connection, subscriber));
    const texts = await textsOf(subscriber);
    return page(200, texts, `<p>${escaped(texts.unsubscribing.done(siteName(subscriber.site)))}</p>`);
  });
}

/** A stamp, the member's id and the site's, in base64url. */
const maxTokenLength = 4 * maxIdLength;

/** In the language of the reader's browser: whose the address is, is not known. */
function unknown(context: RequestContext): Answer {
  const texts = textsFor(/^\s*([a-z0-9-]+)/i.exec(context.req.header('accept-language') ?? '')?.[1] ?? null);
  return page(404, texts, `<p>${escaped(texts.unsubscribing.unknown)}</p>`);
}

function page(status: number, texts: LetterTexts, body: string): Answer {
  return pageAnswer(status, { lang: texts.lang, dir: texts.dir, title: texts.unsubscribing.title, body });
}
