/** The script of the server's own page for signing in, which takes over `<main id="members">`. */
import { ServerPage } from '../adapters/http/server-page.ts';
import { DiwanSignInPage } from '../elements/sign-in/sign-in-page.ts';
import { loadAccountMessages } from '../i18n/account-locales.ts';
import { loadMessages } from '../i18n/locales.ts';
import { PendingCodes } from '../state/pending-codes.ts';
import { systemClock } from '../storage/clock.ts';
import { environment } from './environment.ts';
import { define } from './registration.ts';

const server = new URL('.', import.meta.url).href;
const { search, hash } = location;
const query = new URLSearchParams(search);
// A secret stands in no history and no bookmark. Where the page is loaded anew, it is asked for anew.
if (hash) history.replaceState(null, '', location.pathname + search);

const wanted = query.get('lang') ?? document.documentElement.lang;
const { lang, dir } = await Promise.resolve(loadMessages(wanted)).catch(() => loadMessages('')) as { readonly lang: string; readonly dir: 'ltr' | 'rtl' };
const messages = await loadAccountMessages(lang);
const backend = new ServerPage({ server, search, hash, language: lang, go: (address) => location.replace(address) });
// What waits for a code waits for the sign-in that this address belongs to, and for no other.
const codes = hash ? null : new PendingCodes(environment.records, systemClock, `page ${query.get('state') ?? ''}`, query.get('site') ?? '');

define({ 'diwan-sign-in-page': DiwanSignInPage });
const page = document.createElement('diwan-sign-in-page') as DiwanSignInPage;
page.parts = { backend, messages, language: lang, direction: dir, codes };
document.title = messages.title;
document.documentElement.lang = lang;
document.documentElement.dir = dir;
document.querySelector('#members')?.replaceChildren(page);
