import type { Answer } from './answers.ts';
import { requestHeader, type RequestContext } from './endpoint.ts';
import { plainTexts, type PlainLanguage, type PlainTexts } from './plain-texts.ts';

/** What a plain page says. */
export interface PlainPage {
  readonly status: number;
  readonly says: Exclude<keyof PlainTexts, 'title' | 'back'>;
  /** Where the reader can go back to, or `null` where that is not known. */
  readonly back: string | null;
}

/** A small page for somebody who opened an address that leads nowhere: without a script, a style or an image. */
export function plainPage(context: RequestContext, { status, says, back }: PlainPage, wished: string | null): Answer {
  const language = languageFor(context, wished);
  const texts = plainTexts[language];
  const direction = language === 'ar' || language === 'ckb' ? 'rtl' : 'ltr';
  const link = back === null ? '' : `\n<p><a href="${escaped(back)}">${texts.back}</a></p>`;
  return {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'cross-origin-opener-policy': 'same-origin',
      'content-security-policy': "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    },
    body: `<!doctype html>
<html lang="${language}" dir="${direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta name="color-scheme" content="light dark">
<meta name="robots" content="noindex">
<title>${texts.title}</title>
<h1>${texts.title}</h1>
<p>${texts[says]}</p>${link}
</html>
`,
  };
}

/** The first language that we have of those that are wished for. */
function languageFor(context: RequestContext, wished: string | null): PlainLanguage {
  const accepted = (requestHeader(context, 'accept-language') ?? '').split(',', 20).map((each) => each.split(';')[0]!.trim());
  for (const tag of [wished ?? '', ...accepted]) {
    const [language = ''] = tag.toLowerCase().split('-');
    if (Object.hasOwn(plainTexts, language)) return language as PlainLanguage;
  }
  return 'en';
}

function escaped(text: string): string {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
