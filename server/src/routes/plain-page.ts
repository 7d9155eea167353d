import { escaped } from '../services/mail/letters/layout.ts';
import type { Answer } from './answers.ts';
import { requestHeader, type RequestContext } from './endpoint.ts';
import { pageAnswer } from './pages.ts';
import { plainTexts, type PlainLanguage, type PlainTexts } from './plain-texts.ts';

/** What a plain page says. */
export interface PlainPage {
  readonly status: number;
  readonly says: Exclude<keyof PlainTexts, 'title' | 'back'>;
  /** Where the reader can go back to, or `null` where that is not known. */
  readonly back: string | null;
}

/** A small page for somebody who opened an address that leads nowhere. @param wished the language that the address asks for. */
export function plainPage(context: RequestContext, { status, says, back }: PlainPage, wished: string | null): Answer {
  const lang = languageFor(context, wished);
  const texts = plainTexts[lang];
  const link = back === null ? '' : `\n<p><a href="${escaped(back)}">${texts.back}</a></p>`;
  const dir = lang === 'ar' || lang === 'ckb' ? 'rtl' : 'ltr';
  const answer = pageAnswer(status, { lang, dir, title: texts.title, body: `<p>${texts[says]}</p>${link}` });
  return { ...answer, headers: { ...answer.headers, 'cross-origin-opener-policy': 'same-origin' } };
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
