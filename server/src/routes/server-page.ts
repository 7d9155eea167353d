import { sessionPaths } from 'diwan/contract';
import type { Answer } from './answers.ts';
import { negotiated } from './encoding.ts';
import { requestHeader, type Endpoints, type RequestContext } from './endpoint.ts';
import type { Folder } from './folder.ts';
import { HttpRefusal } from './refusals.ts';
import { answerWith } from './rendered.ts';

/** What the page may do: run our own script and ask our own server. Nobody frames it, and a window that opened it gets no hold of it. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; " +
  "frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types diwan-html";

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': policy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'permissions-policy': 'publickey-credentials-get=(self), publickey-credentials-create=(self)',
  'x-robots-tag': 'noindex',
};

/** The words that stand there before the script does. */
const texts: Readonly<Record<string, { readonly title: string; readonly noscript: string; readonly dir: 'ltr' | 'rtl' }>> = {
  en: { title: 'Sign in', noscript: 'To sign in, please allow JavaScript for this page.', dir: 'ltr' },
  ku: { title: 'Têkeve', noscript: 'Ji bo têketinê, ji kerema xwe JavaScriptê ji bo vê rûpelê çalak bike.', dir: 'ltr' },
  ckb: { title: 'چوونەژوورەوە', noscript: 'بۆ چوونەژوورەوە، تکایە ڕێگە بە جاڤاسکریپت بدە لەم پەڕەیەدا.', dir: 'rtl' },
  ar: { title: 'تسجيل الدخول', noscript: 'لتسجيل الدخول، يُرجى السماح بتشغيل جافاسكربت في هذه الصفحة.', dir: 'rtl' },
  tr: { title: 'Giriş yap', noscript: 'Giriş yapmak için lütfen bu sayfada JavaScript’e izin verin.', dir: 'ltr' },
};

/**
 * Lays the server's own page, on which readers of other sites sign in and mailed links are opened, and its script. All that it is asked with stands in its
 * address and is for the script; what of it counts is checked where it is used. Addresses in it are relative, so that it works below any path.
 */
export function addServerPage(endpoints: Endpoints, embed: Folder): void {
  endpoints.on('GET', sessionPaths.page, 'nobody', (context) => pageIn(new URLSearchParams(queryOf(context.req.url)).get('lang')));
  // Without the slash its script would be looked for one level too high.
  endpoints.on('GET', sessionPaths.page.replace(/\/$/, ''), 'nobody', (context) => ({
    status: 308,
    headers: { location: `members/${queryOf(context.req.url)}`, 'cache-control': 'no-store' },
    body: null,
  }));
  endpoints.on('GET', '/sign-in.js', 'nobody', (context) => scriptAnswer(context, embed));
}

function pageIn(lang: string | null): Answer {
  const [wanted = 'en'] = (lang ?? 'en').toLowerCase().split('-');
  const known = Object.hasOwn(texts, wanted) ? wanted : 'en';
  const { title, noscript, dir } = texts[known]!;
  return {
    status: 200,
    headers,
    body: `<!doctype html>
<html lang="${known}" dir="${dir}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${title}</title><script type="module" src="../sign-in.js"></script></head>
<body><main id="members"></main><noscript><p>${noscript}</p></noscript></body>
</html>
`,
  };
}

function queryOf(url: string): string {
  const start = url.indexOf('?');
  return start < 0 ? '' : url.slice(start).replace(/#.*$/s, '');
}

async function scriptAnswer(context: RequestContext, embed: Folder): Promise<Answer> {
  const file = await embed.file('sign-in.js');
  if (!file) throw new HttpRefusal(404, 'not-found', 'The built widget has no page for signing in.');
  const encoding = negotiated(requestHeader(context, 'accept-encoding'));
  // Asked for anew each time: an old script would speak to a newer server.
  return answerWith(await file.rendered(encoding), requestHeader(context, 'if-none-match'), { 'content-type': file.type, 'cache-control': 'no-cache' });
}
